"""Docking stations: programs of the bureau that sign in by a token made for them, shown once and kept as a digest alone.

A token is 256 random bits, so nobody guesses one and a plain SHA-256 is enough to keep; what is limited is the noise that a wrong one
makes. A station holds no role: it may do what the interface for stations offers and see what it brought in, nothing else.
"""

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta
from uuid import UUID

from liuhen.access import policy
from liuhen.access.models import SignInFailure, Station
from liuhen.register import clock, register
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.when import CST

PREFIX = "lhs_"  # so that a token that leaked is recognised wherever it turns up
WINDOW = timedelta(minutes=15)
TRIES_FROM_ADDRESS = 30
MOST_DAYS = 3 * 366
_TOUCH = timedelta(minutes=1)
_COUNTED_AS = "token"


class BadToken(Refusal):
    """The token does not open the door; ``code`` says why: missing, unknown, expired, withdrawn, or too many bad ones."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message, code=code)


def admit(actor: Actor, name: str, *, days: int, place: str = "") -> tuple[Station, str]:
    """Admit a station; gives it and its token, which nobody can read again."""
    _demand(actor)
    title = name.strip()[:60]
    if not title:
        raise Refusal("采集站没有接入：名称是空的。请写一个认得出的名称，如“一中队采集站”。", code="incomplete")
    if not 1 <= days <= MOST_DAYS:
        raise Refusal(f"采集站没有接入：有效期要在 1 天到 {MOST_DAYS} 天之间。请改后再试。", code="malformed")
    if any(one.name == title for one in of_agency(actor.agency) if not over(one)):
        raise Refusal(f"采集站没有接入：“{title}”已有一枚有效的令牌。请先收回，或换一个名称。", code="already")
    token, now = PREFIX + secrets.token_urlsafe(32), clock.now()
    made = Station(
        id=uuid.uuid4(),
        agency=actor.agency,
        name=title,
        place=place.strip()[:120],
        digest=_digest(token),
        hint=token[-4:],
        made_by=actor.name,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    said = {"station": str(made.pk), "name": title, "place": made.place, "until": _written(made.expires_at)}
    # the entry first: should we be cut here, the bureau's history tells of a token that nobody ever got
    _enter(actor, "station_admitted", said, uuid.uuid5(made.pk, "admitted"))
    made.save(force_insert=True)
    return made, token


def shut_out(actor: Actor, station: UUID, reason: str) -> None:
    """Take the token back; it opens nothing from this moment on."""
    _demand(actor)
    found = Station.objects.filter(pk=station, agency=actor.agency).first()
    if found is None:
        raise Refusal("令牌没有收回：没有这个采集站。请刷新页面查看。", code="not_found")
    if not reason.strip():
        raise Refusal("令牌没有收回：请写明原因，如“采集站报废”“令牌可能泄露”。", code="incomplete")
    stopped = Station.objects.filter(pk=station, withdrawn_at__isnull=True)
    stopped.update(withdrawn_at=clock.now(), withdrawn_by=actor.name, withdrawn_why=reason.strip()[:300])
    said = {"station": str(found.pk), "name": found.name, "reason": reason.strip()}
    try:
        # also where it was stopped before: a first try may have been cut between the two
        _enter(actor, "station_shut_out", said, uuid.uuid5(found.pk, "shut out"))
    except Refusal as refusal:
        if refusal.code != "already":
            raise


def _demand(actor: Actor) -> None:
    if not (policy.at_desk(actor.roles, policy.Action.EQUIP) or policy.at_desk(actor.roles, policy.Action.ADMINISTER)):
        raise Refusal("没有办理。采集站由装备管理人员或者系统管理员接入和收回，请转给他们。", code="not_allowed")


def _enter(actor: Actor, kind: str, said: dict[str, str], number: UUID) -> None:
    register.write(actor, [Act(subject=SubjectRef("agency", actor.agency), kind=kind, content=said, id=number)])


def of_agency(agency: UUID) -> list[Station]:
    """The stations of an agency, newest first."""
    return list(Station.objects.filter(agency=agency).order_by("-made_at", "name"))


def over(station: Station) -> bool:
    """Whether its token opens nothing any more."""
    return station.withdrawn_at is not None or station.expires_at <= clock.now()


def actor_of_station(station: Station) -> Actor:
    """The station as the author of what it brings in, without any role."""
    return Actor(person=station.pk, name=station.name, agency=station.agency, device=station.name)


def by_id(number: UUID) -> Station | None:
    """The station of that number."""
    return Station.objects.filter(pk=number).first()


def names(agency: UUID) -> dict[UUID, str]:
    """What stations are called, for lists of who did what; those shut out as well."""
    return dict(Station.objects.filter(agency=agency).values_list("id", "name"))


# -- at the door ----------------------------------------------------------------------------------------------------


def prove(token: str, address: str) -> Station:
    """The station whose token this is; BadToken for any other. Right ones are let in however many wrong ones came from there."""
    if not token:
        raise BadToken("请求没有带接入令牌。请在 Authorization 标头里写 Bearer 和令牌。", "token_missing")
    found = Station.objects.filter(digest=_digest(token)).first()
    now = clock.now()
    if found is None:
        raise _unknown(address, now)
    if found.withdrawn_at is not None:
        raise BadToken("这枚令牌已经收回。请向装备管理人员换发。", "token_withdrawn")
    if found.expires_at <= now:
        until = found.expires_at.astimezone(CST)
        raise BadToken(f"这枚令牌 {until:%Y-%m-%d %H:%M} 到期。请向装备管理人员换发。", "token_expired")
    if found.used_at is None or now - found.used_at > _TOUCH or found.used_from != address[:64]:
        Station.objects.filter(pk=found.pk).update(used_at=now, used_from=address[:64])
    return found


def _unknown(address: str, now: datetime) -> BadToken:
    """Count an unknown token from there; more than thirty in a quarter of an hour are answered by 'wait'."""
    whence = f"{_COUNTED_AS}:{address}"[:64]  # counted apart from passwords: a station gone astray locks nobody out
    tried = SignInFailure.objects.filter(address=whence, at__gt=now - WINDOW).count()
    if tried >= TRIES_FROM_ADDRESS:
        return BadToken("这个地址用错令牌的次数过多。请核对令牌，过 15 分钟再试。", "too_many_bad_tokens")
    SignInFailure.objects.create(username=_COUNTED_AS, address=whence, at=now)
    SignInFailure.objects.filter(username=_COUNTED_AS, at__lt=now - timedelta(days=1)).delete()
    return BadToken("没有这枚令牌。请核对是否抄全，或向装备管理人员换发。", "token_unknown")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _written(at: datetime) -> str:
    return at.astimezone(CST).strftime("%Y-%m-%dT%H:%M")
