"""执行的中止、恢复、终结和回转 (强制法第三十九条至第四十一条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Money, Scans, Text
from liuhen.regulation.grammar import Kind, Opinion, OutsiderSigns, Paper, Role, Signer, Stage
from liuhen.regulation.sources import COMPULSION_2011

ENFORCEMENT_SUSPENDED = Kind(
    key="enforcement_suspended",
    title="中止执行决定书",
    stage=Stage.EXECUTION,
    basis=(COMPULSION_2011(39),),
    about=("enforcement_decision", "demand_notice", "additional_fine_decision"),
    issued=True,
    help="中止的情形消失后应当恢复执行。中止满三年未恢复、没有明显社会危害、确无能力履行的，不再执行。",
    fields=(
        usual.party(prefill="about.party"),
        Choice(
            key="ground", title="中止的情形", law="强制法第三十九条",
            options=(
                ("hardship", "履行确有困难或者暂无履行能力"), ("third_party", "第三人对执行标的主张权利，确有理由"),
                ("irreparable", "执行可能造成难以弥补的损失，且不损害公共利益"), ("other", "认为需要中止的其他情形"),
            ),
        ),
        usual.reason("理由", rows=2),
        *usual.original(),
    ),
    parts=(Opinion("head", "行政机关负责人意见", role=Role.HEAD),),
    paper=Paper(layout="notice", word="中执", addressee="party", body=("因{ground}（{reason}），依据《中华人民共和国行政强制法》第三十九条的规定，决定中止执行。中止的情形消失后，恢复执行。", "联系方式：{contact}"), copies="本决定书一式两份，一份送达当事人，一份存入案卷。"),
    aliases=("中止执行", "中止强制执行", "中止执行决定"),
)  # fmt: skip

ENFORCEMENT_RESUMED = Kind(
    key="enforcement_resumed",
    title="恢复执行",
    stage=Stage.EXECUTION,
    basis=(COMPULSION_2011(39), COMPULSION_2011(42)),
    about=("enforcement_suspended", "enforcement_agreement"),
    help="中止的情形消失，或者当事人不履行执行协议的，恢复执行。",
    fields=(usual.party(prefill="about.party"), usual.reason("恢复的原因", rows=2), usual.at("恢复时间", prefill="now")),
    parts=(Opinion("head", "行政机关负责人意见", role=Role.HEAD),),
    paper=Paper(layout="form"),
    aliases=("恢复强制执行", "恢复执行决定"),
)

ENFORCEMENT_ENDED = Kind(
    key="enforcement_ended",
    title="终结执行决定书",
    stage=Stage.EXECUTION,
    basis=(COMPULSION_2011(40), COMPULSION_2011(39)),
    about=("enforcement_decision", "enforcement_suspended", "penalty_decision"),
    issued=True,
    help="经负责人批准；写明属于哪一种情形和证据。批准后，这一当事人的处理到此终结。",
    fields=(
        usual.party(prefill="about.party"),
        Choice(
            key="ground", title="终结的情形", law="强制法第四十条",
            options=(
                ("death", "公民死亡，无遗产可供执行，又无义务承受人"), ("dissolved", "法人或者其他组织终止，无财产可供执行，又无义务承受人"),
                ("object_gone", "执行标的灭失"), ("decision_revoked", "据以执行的决定被撤销"), ("three_years", "中止满三年未恢复，不再执行"),
                ("other", "认为需要终结的其他情形"),
            ),
        ),
        usual.reason("理由和证据", rows=3),
        *usual.original(),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD), Opinion("head", "行政机关负责人意见", role=Role.HEAD)),
    paper=Paper(layout="notice", word="终执", addressee="party", body=("因{ground}（{reason}），依据《中华人民共和国行政强制法》第三十九条、第四十条的规定，决定终结执行。", "联系方式：{contact}"), copies="本决定书一式两份，一份送达当事人，一份存入案卷。"),
    aliases=("终结强制执行", "不再执行", "决定不再执行"),
)  # fmt: skip

EXECUTION_REVERSED = Kind(
    key="execution_reversed",
    title="执行回转记录",
    stage=Stage.EXECUTION,
    basis=(COMPULSION_2011(41),),
    about=("enforcement_decision", "payment", "penalty_decision"),
    help="据以执行的决定被撤销、变更，或者执行错误的，恢复原状、退还财物；不能的依法赔偿。",
    fields=(
        usual.party(prefill="about.party"),
        usual.reason("回转的原因", rows=2),
        Text(key="what", title="恢复、退还了什么", rows=3, law="强制法第四十一条"),
        Money(key="amount", title="退还的金额", required=False),
        usual.at("回转时间", prefill="now"),
        Scans(key="scans", title="凭证"),
    ),
    parts=(OutsiderSigns("party", "当事人签收", Signer.PARTY),),
    paper=Paper(layout="form"),
    aliases=("执行回转", "退还罚款"),
)  # fmt: skip
