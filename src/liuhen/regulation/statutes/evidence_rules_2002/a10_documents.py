"""第十条  书证提供原件；提供复制件的，注明出处，经核对无异。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.evidence_forms import EVIDENCE_EXTRACT
from liuhen.regulation.kinds.investigation_evidence import EVIDENCE_ITEM
from liuhen.regulation.sources import EVIDENCE_RULES_2002
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A copy that nobody held against its original proves little."""
    for item in history.of(EVIDENCE_ITEM):
        if item.get("original") == "copy" and item.get("kind") == "documentary":
            yield Fault(
                because=item,
                wrong="书证复制件没有与原件核对，请提供人核对并注明“与原件核对无异”",
                gravity=Gravity.IRREGULAR,
                code="unchecked",
                field="original",
                mendable=not item.told,
            )
    for sheet in history.of(EVIDENCE_EXTRACT):
        copies = [row for row in sheet.get("items") or () if isinstance(row, dict) and row.get("form") == "copy"]
        if copies and not sheet.get("checked") and not sheet.told:
            yield Fault(
                because=sheet,
                wrong="提取了复制件，提供人没有注明“与原件核对无异”",
                gravity=Gravity.IRREGULAR,
                code="unchecked",
                field="checked",
                mendable=not sheet.parts,
            )


PROVISION = Provision(
    basis=EVIDENCE_RULES_2002(10), title="复制件与原件核对无异", triggers=(EVIDENCE_ITEM, EVIDENCE_EXTRACT), rule=rule
)
