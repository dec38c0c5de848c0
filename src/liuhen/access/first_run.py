"""The first run of a real bureau: agency, keys, first administrator, his account. Done once."""

from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from liuhen.access.accounts import open_account
from liuhen.access.models import Account
from liuhen.bureau import commands, queries
from liuhen.regulation.grammar import Refusal, Role


def needed() -> bool:
    """Whether nobody can sign in yet: no agency, or one whose set-up was cut off before its first account."""
    return not Account.objects.exists()


def found(*, name: str, mark: str, administrator: str, username: str, password: str, area: str = "") -> UUID:
    """Found the agency and open the first administrator's account; returns the agency's id. Refused once somebody can sign in.

    Everything that can be wrong is looked at before the first entry is made; a set-up cut off half-way goes on where it stopped.
    """
    if not needed():
        raise Refusal("机关已经设立，没有再设一次。请直接登录。", code="already")
    if not administrator.strip() or not username.strip():
        raise Refusal("没有设立：请写系统管理员的姓名和登录名。", code="incomplete")
    try:
        validate_password(password, Account(username=username))
    except ValidationError as error:
        raise Refusal("没有设立。" + "".join(error.messages), code="weak_password") from error
    standing = next((row.id for row in queries.agencies() if row.name == name.strip()), None)
    agency = standing or commands.found_agency(name, mark, area=area)
    actor = commands.set_up_actor(agency)
    known = next((row.id for row in queries.people(agency, role=Role.ADMINISTRATOR) if row.name == administrator.strip()), None)
    person = known or commands.register_person(actor, administrator, roles=[Role.ADMINISTRATOR], account=username.strip())
    open_account(username=username.strip(), password=password, person=person)
    return agency
