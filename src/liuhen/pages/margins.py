"""What stands in the margin beside each field: what it still needs, what the rules would say, and that it is in order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from liuhen.pages.forms import Form
from liuhen.register.types import Check
from liuhen.regulation.book import Finding
from liuhen.regulation.fields import Field, Flag, Officers
from liuhen.regulation.grammar import Gravity, Level, Status
from liuhen.regulation.owed import Owed

OK, NOTE, NEED, BAD = "ok", "note", "need", "bad"
#: What is said beside the officers, whichever article asks for it.
OFFICERS_OWE = frozenset({Owed.SHOWN, Owed.TWO_OFFICERS})
WHOLE = ""  # findings about the record as a whole


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """One line in the margin: bold first words, the consequence, the article (empty for our own practice), further articles."""

    sort: str
    bold: str
    rest: str = ""
    law: str = ""
    laws: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Margins:
    """Remarks by field, and what they add up to."""

    by_field: Mapping[str, list[Remark]]
    needs: int
    bad: int
    doubtful: frozenset[str] = frozenset()

    def open(self, key: str) -> bool:
        """Whether something about a field is missing, wrong or in doubt."""
        return key in self.doubtful or any(remark.sort in {NEED, BAD} for remark in self.of(key))

    def of(self, key: str) -> list[Remark]:
        """The remarks of one field."""
        return list(self.by_field.get(key, ()))

    def count(self, keys: Iterable[str], sort: str) -> int:
        """How many remarks of a sort stand beside these fields."""
        return sum(remark.sort == sort for key in keys for remark in self.by_field.get(key, ()))


def margins_of(form: Form, check: Check) -> Margins:
    """Put every need and finding beside its field."""
    shown = [row.field for section in form.sections for row in section.rows]
    by_field: dict[str, list[Remark]] = {}
    for need in check.needs:
        text = need.text.removeprefix("待补：")
        bold = f"待补：{text}" if need.text.startswith("待补") else need.text
        by_field.setdefault(need.field, []).append(Remark(sort=NEED, bold=bold, rest="补上后才能送签", law=need.law))
    for doubt in check.doubts:
        bold, _, rest = doubt.text.partition("，")
        by_field.setdefault(doubt.field, []).append(Remark(sort=NOTE, bold=bold, rest=rest))
    meets: list[Finding] = []
    for finding in check.findings:
        if _is_met(finding, str(form.draft.id)):
            meets.append(finding)
            continue
        remark = remark_of(finding, str(form.draft.id))
        if remark is not None:
            by_field.setdefault(_beside(finding, shown), []).append(remark)
    by_field.setdefault(WHOLE, []).extend(_meeting(each) for each in _alike(meets))
    for key, remarks in by_field.items():
        # what is still empty is asked for; that an empty field breaks the law as well need not be said twice
        if key and any(remark.sort == NEED for remark in remarks):
            by_field[key] = [remark for remark in remarks if remark.sort != BAD]
    doubtful = frozenset(doubt.field for doubt in check.doubts)
    _say_what_is_in_order(shown, form.draft.content, by_field, doubtful)
    every = [remark for remarks in by_field.values() for remark in remarks]
    return Margins(
        by_field=by_field,
        needs=sum(remark.sort == NEED for remark in every),
        bad=sum(remark.sort == BAD for remark in every),
        doubtful=doubtful,
    )


def remark_of(finding: Finding, draft: str) -> Remark | None:
    """A finding in the margin's words; None for one that says nothing to whoever fills in the form."""
    law = finding.basis.label if finding.level != Level.PRACTICE else ""
    if finding.sort == "note":
        return _split(NOTE, finding.why, law)
    if finding.sort == "fault":
        word = "不合规" if finding.gravity != Gravity.NONCONFORMING else "不合制度"
        return _split(BAD, f"{word}：{finding.why}", law, "可以照常送签，会记在案件页")
    if finding.because != draft:
        return _met(finding, law)
    said = _SAID.get(finding.status)
    return Remark(sort=said[0], bold=f"{said[1]}：{finding.do}", rest=finding.why, law=law) if said else None


_SAID = {Status.OWED: (NOTE, "送签后要办"), Status.BREACHED: (BAD, "不合规"), Status.KEPT_LATE: (BAD, "迟办")}


def _met(finding: Finding, law: str) -> Remark | None:
    """What this record would meet too late; the signatures of other records are their own affair."""
    if "." in finding.owes or finding.status != Status.KEPT_LATE:
        return None
    return Remark(sort=BAD, bold=f"迟办：{finding.do}", rest=finding.why, law=law)


def _is_met(finding: Finding, draft: str) -> bool:
    """Whether this record would meet in time what was owed before."""
    return finding.sort == "duty" and finding.because != draft and "." not in finding.owes and finding.status == Status.KEPT


def _alike(findings: list[Finding]) -> list[list[Finding]]:
    """What is one thing to whoever does it, together: owed because of the same, about the same party, service or step."""
    found: list[list[Finding]] = []
    for one in findings:
        here = next((group for group in found if _one_thing(group[0], one)), None)
        if here is None:
            found.append([one])
        else:
            here.append(one)
    return found


def _one_thing(first: Finding, other: Finding) -> bool:
    alike = (first.owes, first.because) == (other.owes, other.because)
    return alike and (first.about == other.about or not first.about or not other.about)


def _meeting(findings: list[Finding]) -> Remark:
    """What several articles ask of one record, in one line: it is done once, by the earliest of their days."""
    dated = [(due.lo, finding) for finding in findings if (due := finding.due) is not None]
    first = min(dated, key=lambda pair: pair[0])[1] if dated else findings[0]
    laws = tuple(dict.fromkeys(one.basis.label for one in findings if one.level != Level.PRACTICE))
    return Remark(sort=NOTE, bold=f"这份办好就办结：{first.do}", rest=first.why if dated else "", laws=laws)


def _split(sort: str, words: str, law: str, otherwise: str = "") -> Remark:
    """Bold up to the first comma, then the consequence."""
    bold, comma, rest = words.partition("，")
    return Remark(sort=sort, bold=bold.rstrip("。"), rest=rest.rstrip("。") if comma else otherwise, law=law)


def _beside(finding: Finding, shown: list[Field]) -> str:
    """The field a finding is about: the one it names, else the one that the same article asks for, else the whole record."""
    keys = {field.key for field in shown}
    if finding.field in keys:
        return finding.field
    if finding.missing in keys:
        return finding.missing
    for field in shown:
        if isinstance(field, Officers) and finding.owes in OFFICERS_OWE:
            return field.key
    for field in shown:
        if field.law and field.law == finding.basis.label:
            return field.key
    return WHOLE


def _say_what_is_in_order(
    shown: list[Field], content: Mapping[str, object], by_field: dict[str, list[Remark]], doubtful: frozenset[str]
) -> None:
    """A plain tick where an article asks for a field and it is filled in, with nothing in it that does not fit."""
    for field in shown:
        if field.law and not isinstance(field, Flag) and field.wanted(content) and not field.empty(content.get(field.key)):
            beside = by_field.setdefault(field.key, [])
            if not any(remark.sort in {NEED, BAD} for remark in beside) and field.key not in doubtful:
                beside.insert(0, Remark(sort=OK, bold=f"{field.title}已记", law=field.law))
