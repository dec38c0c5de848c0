"""空白文书：预先编号的文书逐号有去处，纸上的号与登记核对；不符的给提示，录入从不拒绝。"""

from collections.abc import Iterator

from liuhen.regulation.asking import officers
from liuhen.regulation.blanks import FORMS, REGISTER, Block, Holder, Stock, covers, number_on, plain, span
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.blanks import BLANKS_ISSUED, BLANKS_RECEIVED, BLANKS_RETURNED, BLANKS_VOIDED
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms


# -- what is written on a paper, against the register ------------------------------------------------------------------------
def known(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A number that the register does not have, where one is kept for the form."""
    for paper, stock in _numbered(history):
        if stock.find(paper.kind.key, number_on(paper)) is None:
            yield _note(paper, "unknown", f"{number_on(paper)} 不在空白{paper.kind.title}的登记里，请核对纸上的号")


def own(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A number that was in nobody's hands, or in those of somebody who took no part."""
    for paper, stock in _numbered(history):
        found = stock.find(paper.kind.key, number_on(paper))
        if found is None:
            continue
        holder = stock.holder(*found, paper.at)
        if holder is None:
            later = stock.holder(*found)
            words = f"{said(later.record.at)} 才登记领用" if later else "没有登记领用"
            yield _note(paper, "unissued", f"空白文书 {number_on(paper)} {words}")
        elif not _his(history, paper, holder):
            yield _note(paper, "other", f"空白文书 {number_on(paper)} 由{holder.name}领用，不是本文书的执法人员")


def _his(history: History, paper: Record, holder: Holder) -> bool:
    """Whether whoever has the number took part; where a paper names nobody, whoever handles the case."""
    registered = history.standing(CASE_REGISTRATION)
    named = officers(paper) or (officers(registered) if registered else [])
    if holder.unit:
        return registered is None or str(registered.get("unit") or "") == holder.unit
    return not named or any(holder.person == str(one.get("id")) for one in named)


def once(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """One number stands on one original: the record that was entered later is the one to look at."""
    papers = list(_numbered(history))
    for paper, stock in papers:
        elsewhere = list(history.others[REGISTER].of(paper.kind))
        for other in (*(one for one, _ in papers if one.kind is paper.kind), *elsewhere):
            before = (other.recorded_at, other.id) < (paper.recorded_at, paper.id)
            if before and _same(stock, other, paper):
                where = "另一案件的" if other in elsewhere else ""
                yield Fault(
                    because=paper,
                    about=other.id,
                    wrong=f"编号 {number_on(paper)} 已经用在{where}{paper.kind.title}（{said(other.at)}）上",
                    gravity=Gravity.NONCONFORMING,
                    code="twice",
                    field="number",
                )


def _same(stock: Stock, one: Record, other: Record) -> bool:
    """Whether two papers bear one number: by the register, or by their letters where it has neither."""
    first, second = number_on(one), number_on(other)
    found = stock.find(one.kind.key, first)
    return plain(first) == plain(second) or (found is not None and found == stock.find(one.kind.key, second))


def not_void(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A number that was made void is not used."""
    for paper, stock in _numbered(history):
        found = stock.find(paper.kind.key, number_on(paper))
        spoilt = stock.voided(*found) if found else None
        if spoilt is not None:
            wrong = f"空白文书 {number_on(paper)} 已在 {said(spoilt.at)} 作废：{spoilt.get('reason') or '没有写原因'}"
            yield Fault(because=paper, wrong=wrong, gravity=Gravity.NONCONFORMING, code="void", field="number")


def _numbered(history: History) -> Iterator[tuple[Record, Stock]]:
    """The papers of a case that bear a number, where a register of their form is kept."""
    register = history.others.get(REGISTER)
    for paper in history.of(*FORMS) if register is not None else ():
        stock = Stock.of(register)  # type: ignore[arg-type]
        if number_on(paper) and stock.keeps(paper.kind.key):
            yield paper, stock


def _note(because: Record, code: str, wrong: str, field: str = "number") -> Fault:
    return Fault(because=because, wrong=wrong, gravity=Gravity.NOTE, code=code, field=field)


# -- the register by itself ------------------------------------------------------------------------------------------------
def no_overlap(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """No number is in two blocks of one form."""
    blocks = Stock.of(history).blocks
    for place, later in enumerate(blocks):
        for earlier in blocks[:place]:
            shared = range(max(earlier.first, later.first), min(earlier.last, later.last) + 1)
            if _spelt_alike(earlier, later) and shared:
                wrong = f"{later.printed(shared[0])} 至 {later.printed(shared[-1])} 已在 {said(earlier.received.at)} 入库的一本里"
                yield Fault(
                    because=later.received,
                    about=earlier.id,
                    wrong=wrong,
                    gravity=Gravity.NONCONFORMING,
                    code="overlap",
                    field="first",
                )


def _spelt_alike(one: Block, other: Block) -> bool:
    return (one.form, plain(one.prefix), plain(one.suffix)) == (other.form, plain(other.prefix), plain(other.suffix))


def from_stock(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """What is handed out is in the block, in the keeper's hands and not void."""
    stock = Stock.of(history)
    for place, move in enumerate(stock.moves):
        first, last = span(move) or (0, -1)
        block = stock.block(move)
        if move.kind is BLANKS_RETURNED:
            continue
        if block is None or first < block.first or last > block.last:
            yield _note(move, "outside", f"{first} 至 {last} 不全在这一本里", "first")
            continue
        out = [number for number in range(first, last + 1) if _out(stock.moves[:place], block, number)]
        if out:
            yield _note(move, "out", f"{block.printed(out[0])} 等 {len(out)} 个号已经发出，没有交回", "first")
        void = [number for number in range(first, last + 1) if _void_by(stock, block, number, move)]
        if void:
            yield _note(move, "void", f"{block.printed(void[0])} 等 {len(void)} 个号已经作废", "first")


def _out(moves: list[Record], block: Block, number: int) -> bool:
    """Whether a number was out by these moves."""
    own_moves = [move for move in moves if move.about == block.id and covers(move, number)]
    return bool(own_moves) and own_moves[-1].kind is BLANKS_ISSUED


def _void_by(stock: Stock, block: Block, number: int, move: Record) -> bool:
    spoilt = stock.voided(block, number)
    return spoilt is not None and spoilt.at.by(move.at) is True


def given_back(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """What is given back was out."""
    stock = Stock.of(history)
    for place, move in enumerate(stock.moves):
        block = stock.block(move)
        if move.kind is not BLANKS_RETURNED or block is None:
            continue
        first, last = span(move) or (0, -1)
        never = [number for number in range(first, last + 1) if not _out(stock.moves[:place], block, number)]
        if never:
            yield _note(move, "not_out", f"{block.printed(never[0])} 等 {len(never)} 个号没有发出过，或者已经交回", "first")


def kept(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The original of a spoilt form is kept: where, or in a picture."""
    stock = Stock.of(history)
    for spoilt in stock.spoilt:
        block = stock.block(spoilt)
        if not spoilt.get("kept_at") and not spoilt.get("scans"):
            first = span(spoilt) or (0, 0)
            name = block.printed(first[0]) if block else str(first[0])
            yield _note(spoilt, "kept", f"{name} 作废，没有写原件存放在哪里，也没有照片", "kept_at")


BASIS = PRACTICE("空白文书")
_MOVES = (BLANKS_RECEIVED, BLANKS_ISSUED, BLANKS_RETURNED, BLANKS_VOIDED)
PROVISIONS = (
    Provision(basis=BASIS, key="known", title="纸上的号在登记之内", triggers=FORMS, rule=known),
    Provision(basis=BASIS, key="own", title="用本人领用的号", triggers=FORMS, met_by=(CASE_REGISTRATION,), rule=own),
    Provision(basis=BASIS, key="once", title="一个号只用一次", triggers=FORMS, rule=once),
    Provision(basis=BASIS, key="not_void", title="作废的号不再用", triggers=FORMS, rule=not_void),
    Provision(basis=BASIS, key="overlap", title="入库的号不重复", triggers=(BLANKS_RECEIVED,), reads="blanks", rule=no_overlap),
    Provision(basis=BASIS, key="from_stock", title="发出的号在库", triggers=(BLANKS_ISSUED,), met_by=_MOVES, reads="blanks", rule=from_stock),
    Provision(basis=BASIS, key="given_back", title="交回的号发出过", triggers=(BLANKS_RETURNED,), met_by=_MOVES, reads="blanks", rule=given_back),
    Provision(basis=BASIS, key="kept", title="作废的原件留存", triggers=(BLANKS_VOIDED,), met_by=_MOVES, reads="blanks", rule=kept),
)  # fmt: skip
