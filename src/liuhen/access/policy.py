"""Who may do what: one frozen table, role x relation to the case x action. Pure; what is not in it is not allowed.

Need decides (article 30): a role alone opens only what the role is for. An administrator keeps accounts and settings and sees no
case; a reception clerk sees complaints; an archivist sees a case once it is closed.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from liuhen.regulation.grammar import Label, Role


class Action(Label):
    """What somebody may want to do with a subject."""

    SEE = "see", "查看"
    WRITE = "write", "记录"
    OPEN_CASE = "open_case", "登记案件"
    SIGN = "sign", "签署"
    APPROVE = "approve", "审批"
    REVIEW = "review", "法制审核"
    ASSIGN = "assign", "指派"
    INTAKE = "intake", "登记投诉举报"
    TRIAGE = "triage", "处理线索"
    ARCHIVE = "archive", "归档"
    ADMINISTER = "administer", "打开机关管理"
    EQUIP = "equip", "管理装备"
    BLANKS = "blanks", "管理空白文书"
    AUDIT = "audit", "审计"
    PLAY = "play", "播放"
    DOWNLOAD = "download", "下载"
    PRINT = "print", "打印"
    EXPORT = "export", "导出"
    HOLD = "hold", "设置证据留存"
    SEE_COMPLAINANT = "see_complainant", "查看投诉举报人"
    SEE_PERSONAL = "see_personal", "查看个人信息原文"


class Relation(Label):
    """How a person stands to a case or clue, besides the roles held."""

    ANY = "any", "任何"
    HANDLER = "handler", "承办人"
    GRANTED = "granted", "经准许查看"
    UNIT = "unit", "本机构案件"
    CLOSED = "closed", "已结案件"
    CLUE = "clue", "线索"
    OWN_CLUE = "own_clue", "本人案件的线索"
    UNIT_CLUE = "unit_clue", "本机构的线索"
    CLUE_TO_OPEN = "clue_to_open", "本机构待启动的线索"
    OWN = "own", "本人录入"
    COUNTER = "counter", "窗口办理的申请"
    DEVICE = "device", "装备"
    UNIT_DEVICE = "unit_device", "本机构的装备"
    FREE_DEVICE = "free_device", "本机构在库的装备"
    CARRIED = "carried", "本人领用的装备"


_LOOK = frozenset({Action.SEE, Action.PLAY, Action.PRINT})
_HANDLE = _LOOK | {Action.WRITE, Action.SIGN, Action.DOWNLOAD, Action.SEE_PERSONAL, Action.HOLD}

POLICY: Mapping[tuple[Role, Relation], frozenset[Action]] = MappingProxyType(
    {
        (Role.OFFICER, Relation.HANDLER): _HANDLE,
        (Role.OFFICER, Relation.GRANTED): _LOOK,
        (Role.OFFICER, Relation.OWN_CLUE): frozenset({Action.SEE, Action.WRITE}),
        (Role.OFFICER, Relation.CLUE_TO_OPEN): frozenset({Action.SEE}),
        (Role.OFFICER, Relation.OWN): _HANDLE,
        (Role.UNIT_HEAD, Relation.HANDLER): _HANDLE | {Action.APPROVE, Action.ASSIGN},
        (Role.UNIT_HEAD, Relation.GRANTED): _LOOK,
        (Role.UNIT_HEAD, Relation.UNIT): _HANDLE | {Action.APPROVE, Action.ASSIGN, Action.SEE_COMPLAINANT},
        (Role.UNIT_HEAD, Relation.UNIT_CLUE): frozenset(
            {Action.SEE, Action.WRITE, Action.SIGN, Action.TRIAGE, Action.SEE_COMPLAINANT, Action.SEE_PERSONAL}
        ),
        (Role.LEGAL, Relation.ANY): _LOOK | {Action.REVIEW, Action.SIGN, Action.SEE_PERSONAL, Action.HOLD},
        (Role.LEGAL, Relation.CLUE): frozenset({Action.SEE, Action.SEE_COMPLAINANT}),
        # who decides reads the facts he decides on
        (Role.HEAD, Relation.ANY): _LOOK | {Action.APPROVE, Action.SIGN, Action.ASSIGN, Action.SEE_PERSONAL, Action.HOLD},
        (Role.HEAD, Relation.CLUE): frozenset({Action.SEE, Action.TRIAGE, Action.SEE_PERSONAL}),
        (Role.ARCHIVIST, Relation.CLOSED): _LOOK
        | {Action.ARCHIVE, Action.SIGN, Action.WRITE, Action.DOWNLOAD, Action.EXPORT, Action.HOLD},
        (Role.RECEPTION, Relation.CLUE): frozenset(
            {Action.SEE, Action.WRITE, Action.INTAKE, Action.SEE_COMPLAINANT, Action.SEE_PERSONAL}
        ),
        # who stands at the counter answers any applicant who comes back, until the file is archived
        (Role.RECEPTION, Relation.COUNTER): _LOOK | {Action.WRITE, Action.SIGN, Action.DOWNLOAD, Action.SEE_PERSONAL},
        (Role.KEEPER, Relation.OWN): _LOOK | {Action.WRITE},
        # devices: the keeper keeps them all; an officer sees what he carries and what is free in his unit
        (Role.KEEPER, Relation.DEVICE): frozenset({Action.SEE, Action.WRITE, Action.SIGN, Action.EQUIP}),
        (Role.OFFICER, Relation.FREE_DEVICE): frozenset({Action.SEE, Action.WRITE}),
        (Role.OFFICER, Relation.CARRIED): frozenset({Action.SEE, Action.WRITE, Action.SIGN}),
        (Role.UNIT_HEAD, Relation.CARRIED): frozenset({Action.SEE, Action.WRITE, Action.SIGN}),
        (Role.UNIT_HEAD, Relation.UNIT_DEVICE): frozenset({Action.SEE, Action.WRITE, Action.SIGN}),
        (Role.LEGAL, Relation.DEVICE): frozenset({Action.SEE}),
        (Role.HEAD, Relation.DEVICE): frozenset({Action.SEE}),
        (Role.AUDITOR, Relation.ANY): frozenset({Action.SEE, Action.AUDIT, Action.PLAY}),
        (Role.AUDITOR, Relation.DEVICE): frozenset({Action.SEE, Action.AUDIT}),
        (Role.AUDITOR, Relation.CLUE): frozenset({Action.SEE, Action.AUDIT}),
    }
)

#: What the counter records in a case (制度第六条): taking in, answering, handing over. Examining and deciding are not its work.
COUNTER_KINDS = frozenset(
    {
        "licence_application",
        "not_needed",
        "spot_correction",
        "licence_supplement",
        "supplement_received",
        "licence_acceptance",
        "licence_refused_to_accept",
        "licence_application_withdrawn",
        "licence_delivered",
        "licence_publicity",
        "situation_note",
    }
)

#: What a role may do without any subject before it: open a desk, keep the bureau's own facts.
DESK: Mapping[Role, frozenset[Action]] = MappingProxyType(
    {
        Role.OFFICER: frozenset({Action.OPEN_CASE, Action.WRITE, Action.SIGN}),
        Role.UNIT_HEAD: frozenset(
            {Action.OPEN_CASE, Action.WRITE, Action.SIGN, Action.APPROVE, Action.ASSIGN, Action.TRIAGE, Action.INTAKE}
        ),
        Role.LEGAL: frozenset({Action.REVIEW, Action.SIGN}),
        Role.HEAD: frozenset({Action.APPROVE, Action.SIGN, Action.ASSIGN}),
        Role.ARCHIVIST: frozenset({Action.ARCHIVE, Action.EXPORT, Action.BLANKS}),
        Role.RECEPTION: frozenset({Action.INTAKE, Action.WRITE}),
        Role.KEEPER: frozenset({Action.EQUIP, Action.BLANKS}),
        Role.AUDITOR: frozenset({Action.AUDIT}),
        Role.ADMINISTRATOR: frozenset({Action.ADMINISTER, Action.BLANKS}),
    }
)

#: Roles that see every case of the agency; the auditor stops before one that is marked for privacy or business secrets.
SEES_ALL = frozenset({Role.HEAD, Role.LEGAL, Role.AUDITOR})
SEES_RESTRICTED = frozenset({Role.HEAD, Role.LEGAL, Role.ARCHIVIST})
#: Marks under which a case is restricted (article 30).
RESTRICTING = frozenset({"privacy", "business"})


def roles_of(names: Iterable[str]) -> frozenset[Role]:
    """The roles by their stable names; unknown names give nothing."""
    known = {role.value for role in Role}
    return frozenset(Role(name) for name in names if name in known)


def allowed(roles: Iterable[str], relations: Iterable[Relation], action: Action | str, *, restricted: bool = False) -> bool:
    """Whether any of the roles in any of the relations may do ``action``; on a restricted case a mere role does not do."""
    wanted, standing = Action(action), frozenset(relations)
    for role in roles_of(roles):
        for relation in standing:
            if restricted and relation in {Relation.ANY, Relation.CLOSED} and role not in SEES_RESTRICTED:
                continue
            if wanted in POLICY.get((role, relation), frozenset()):
                return True
    return False


def at_desk(roles: Iterable[str], action: Action | str) -> bool:
    """Whether any of the roles may do ``action`` where no subject is at stake yet."""
    wanted = Action(action)
    return any(wanted in DESK.get(role, frozenset()) for role in roles_of(roles))
