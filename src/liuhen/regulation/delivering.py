"""Around the slip: which papers a posting, an attempt and a slip share, what was tried before, what was confirmed."""

from collections.abc import Iterator

from liuhen.regulation.asking import concerns
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.kinds.service_around import ADDRESS_CONFIRMED, POSTING, SERVICE_ATTEMPT, WHEREABOUTS_UNKNOWN
from liuhen.regulation.when import Instant


def named(record: Record) -> set[str]:
    """The papers that a record of serving names, by id; what it is about, where it lists none."""
    listed = record.get("papers") or ()
    return {str(item) for item in listed} or ({record.about} if record.about else set())


def share(one: Record, other: Record) -> bool:
    """Whether two records of serving speak of the same papers and party; one that names no papers speaks of all."""
    mine, others = named(one), named(other)
    return concerns(other, str(one.get("party") or "")) and (not mine or not others or bool(mine & others))


def same_mail(one: Record, other: Record) -> bool:
    """Whether two records speak of the same piece of mail: by its number, where both give one."""
    if other.about == one.id or one.about == other.id:
        return True
    here, there = one.get("tracking"), other.get("tracking")
    return here == there if here and there else share(one, other)


def mails(history: History) -> Iterator[tuple[Record, Record | None, Record | None]]:
    """Each piece of mail: what tells of its posting, the slip, the failed attempt that came back of it."""
    slips = [slip for slip in history.of(PROOF_OF_SERVICE) if slip.get("way") == "post"]
    back = [item for item in history.of(SERVICE_ATTEMPT) if item.get("way") == "post"]
    matched = set()
    for posting in history.of(POSTING):
        slip = next((slip for slip in slips if slip.id not in matched and same_mail(posting, slip)), None)
        if slip is not None:
            matched.add(slip.id)
        yield posting, slip, next((item for item in back if same_mail(posting, item)), None)
    for slip in slips:
        if slip.id not in matched:
            yield slip, slip, None


def tried(history: History, notice: Record, before: Instant) -> list[Record]:
    """The failed attempts to serve the same papers on the same party, no later than a public notice."""
    found = (item for item in history.of(SERVICE_ATTEMPT) if item.stands and share(notice, item))
    return [item for item in found if item.at.by(before) is not False]


def not_to_be_found(history: History, party: str, before: Instant) -> Record | None:
    """The proof that a party cannot be found, made no later than a public notice."""
    for item in history.of(WHEREABOUTS_UNKNOWN):
        if item.stands and concerns(item, party) and item.at.by(before) is not False:
            return item
    return None


def confirmed(history: History, party: str) -> list[Record]:
    """The standing confirmations of a party that he takes papers electronically, oldest first."""
    found = [item for item in history.of(ADDRESS_CONFIRMED) if item.stands and item.get("electronic") and concerns(item, party)]
    return sorted(found, key=lambda item: item.at)
