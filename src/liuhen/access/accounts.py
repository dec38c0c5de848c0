"""Accounts: opening, signing in with a lock-out, changing a password, the actor behind an account.

Five wrong passwords for a name within a quarter of an hour lock it for a quarter of an hour; thirty from one address stop that
address. A name that does not exist takes as long and says the same as a wrong password.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from liuhen.access.models import Account, SignInFailure
from liuhen.bureau import queries as bureau
from liuhen.bureau.models import Person
from liuhen.register import clock, register
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.when import CST

WINDOW = timedelta(minutes=15)
LOCKED = timedelta(minutes=15)
TRIES = 5
TRIES_FROM_ADDRESS = 30


def open_account(*, username: str, password: str, person: UUID, must_change: bool = False) -> Account:
    """Open the account of a registered person; the password is checked against the rules, then hashed."""
    row = bureau.person(person)
    if row is None:
        raise Refusal("账号没有开立：人员还没有登记。请先登记人员。", code="not_found")
    if Account.objects.filter(username=username).exists():
        raise Refusal(f"账号没有开立：登录名“{username}”已有人用。请换一个。", code="already")
    if Account.objects.filter(person=person).exists():
        raise Refusal(f"账号没有开立：{row.name}已有账号。", code="already")
    account = Account(username=username, person=person, agency=row.agency, must_change=must_change)
    _set_password(account, password)
    account.save()
    return account


def _set_password(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refusal("密码没有设置。" + "".join(error.messages), code="weak_password") from error
    account.set_password(password)


def change_password(account: Account, old: str, new: str) -> None:
    """Change one's own password; the old one is asked."""
    if not account.check_password(old):
        raise Refusal("密码没有更改：原密码不对。请重新输入。", code="wrong_password")
    if old == new:
        raise Refusal("密码没有更改：新密码与原密码相同。请换一个。", code="weak_password")
    _set_password(account, new)
    account.must_change = False
    account.save(update_fields=["password", "must_change"])


def reset_password(actor: Actor, account: Account, password: str) -> None:
    """Give somebody a new first password, to be changed at the next sign-in, and lift a lock."""
    _set_password(account, password)
    account.must_change, account.locked_until = True, None
    account.save(update_fields=["password", "must_change", "locked_until"])
    SignInFailure.objects.filter(username=account.username).delete()
    _note(actor, account, "account_unlocked", {"reason": "管理员重设密码"})


def unlock(actor: Actor, account: Account, reason: str) -> None:
    """Lift a lock before its time."""
    account.locked_until = None
    account.save(update_fields=["locked_until"])
    SignInFailure.objects.filter(username=account.username).delete()
    _note(actor, account, "account_unlocked", {"reason": reason})


def prove(username: str, password: str, address: str = "") -> Account:
    """The account, if the password is right; a Refusal that says what to do, if not. Counts failures; right ones clear the name's."""
    now = clock.now()
    _refuse_address(address, now)
    account = Account.objects.filter(username=username).first()
    if account is None or not account.is_active:
        make_password(password)  # as slow as a real check: the answer's time tells nothing about names
        _count(username, address, now)
        raise Refusal("没有登录：登录名或密码不对。请核对后再试。", code="wrong_password")
    _refuse_locked(account, now)
    if not account.check_password(password):
        raise _failed(account, address, now)
    SignInFailure.objects.filter(username=username).delete()
    return account


def _refuse_address(address: str, now: datetime) -> None:
    if address and SignInFailure.objects.filter(address=address, at__gt=now - WINDOW).count() >= TRIES_FROM_ADDRESS:
        raise Refusal("没有登录：这台设备的登录失败次数过多。请过 15 分钟再试，或联系系统管理员。", code="locked")


def _refuse_locked(account: Account, now: datetime) -> None:
    if account.locked_until is not None and account.locked_until > now:
        until = account.locked_until.astimezone(CST)
        raise Refusal(
            f"没有登录：密码连续输错 {TRIES} 次，账号锁到 {until:%H:%M}。请到时再试，或请系统管理员解锁。", code="locked"
        )


def _count(username: str, address: str, now: datetime) -> int:
    SignInFailure.objects.create(username=username[:150], address=address[:64], at=now)
    SignInFailure.objects.filter(at__lt=now - timedelta(days=1)).delete()
    return SignInFailure.objects.filter(username=username[:150], at__gt=now - WINDOW).count()


def _failed(account: Account, address: str, now: datetime) -> Refusal:
    """Count a wrong password; the fifth locks the account, and the lock is an entry of the person's history."""
    with transaction.atomic():
        locked = Account.objects.select_for_update().get(pk=account.pk)  # two wrong ones at once count as two
        failures = _count(account.username, address, now)
        if failures >= TRIES:
            locked.locked_until = now + LOCKED
            locked.save(update_fields=["locked_until"])
    if failures < TRIES:
        return Refusal(f"没有登录：登录名或密码不对。再错 {TRIES - failures} 次，账号将锁 15 分钟。", code="wrong_password")
    actor = actor_of(account)
    source = f"，来自 {address}" if address else ""
    content = {"reason": f"密码连续输错 {failures} 次{source}", "until": locked_text(now + LOCKED)}
    _note(actor, account, "account_locked", content)
    return Refusal(
        f"没有登录：密码连续输错 {TRIES} 次，账号锁到 {now + LOCKED:%H:%M}。请到时再试，或请系统管理员解锁。", code="locked"
    )


def locked_text(moment: datetime) -> str:
    """A moment as a Moment field holds it."""
    return moment.astimezone(CST).strftime("%Y-%m-%dT%H:%M")


def _note(actor: Actor, account: Account, kind: str, content: dict[str, str]) -> None:
    register.write(actor, [Act(subject=SubjectRef("person", account.person), kind=kind, content=content)])


def actor_of(account: Account, device: str = "") -> Actor:
    """The actor behind an account: name, unit and roles as the bureau has them now; nothing for somebody who has left."""
    row = bureau.person(account.person)
    if row is None or not row.active or not account.is_active:
        raise Refusal("这个账号已停用。请联系系统管理员。", code="inactive")
    return actor_for(row, device)


def actor_for(row: Person, device: str = "") -> Actor:
    """The actor that a person of ours is: for commands given at the machine, and by :func:`actor_of`."""
    unit = bureau.unit(row.unit)
    return Actor(
        person=row.id,
        name=row.name,
        agency=row.agency,
        roles=frozenset(row.roles),
        unit=str(row.unit) if row.unit else "",
        unit_name=unit.name if unit else "",
        device=device,
    )


def idle_minutes() -> int:
    """After how many minutes without a request a session ends."""
    return int(settings.SESSION_COOKIE_AGE // 60)
