"""The commands at the machine act for the bureau itself; an administrator at a desk does not."""

from uuid import uuid4

from liuhen.access.permissions import Powers
from liuhen.access.policy import Action
from liuhen.bureau.commands import set_up_actor
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Role

AGENCY = uuid4()
CASE = SubjectRef("case", uuid4())


def test_the_commands_at_the_machine_may_export_any_case():
    assert Powers(actor=set_up_actor(AGENCY), ref=CASE).may(Action.EXPORT)


def test_an_administrator_at_a_desk_may_not():
    administrator = Actor(person=uuid4(), name="林秋", agency=AGENCY, roles=frozenset({Role.ADMINISTRATOR.value}))

    assert not Powers(actor=administrator, ref=CASE).may(Action.EXPORT)
    assert not Powers(actor=administrator, ref=CASE).may(Action.SEE)
