"""送达: one slip for every way of serving a paper (制度第十八条至第二十二条, 民诉法第八十七条至第九十五条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Day, Flag, Line, Moment, RecordRef, Scans, Text
from liuhen.regulation.grammar import Kind, OfficersSign, OutsiderSigns, Paper, Signer, Stage, Told
from liuhen.regulation.sources import CIVIL_PROCEDURE_2023, PENALTY_2021, REG

WAYS = (
    ("direct", "直接送达"),
    ("leaving", "留置送达"),
    ("post", "邮寄送达"),
    ("entrusted", "委托送达"),
    ("passed_on", "转交送达"),
    ("public_notice", "公告送达"),
    ("electronic", "电子送达"),
)
RELATIONS = (
    ("self", "本人"),
    ("legal_representative", "法定代表人"),
    ("person_in_charge", "主要负责人"),
    ("mail_clerk", "负责收件的人"),
    ("family", "同住成年家属"),
    ("agent", "代理人"),
    ("appointed", "指定的代收人"),
)

#: Who receives his mail through a body (民诉法第九十二条至第九十四条), and which body that is.
PASSED_TO = (
    ("soldier", "军人，经所在部队团以上单位的政治机关"),
    ("prisoner", "被监禁的人，经所在监所"),
    ("education", "被采取强制性教育措施的人，经所在强制性教育机构"),
)
MAIL = (("registered", "挂号信"), ("express", "特快专递"))
#: Why the last of all ways was taken (民诉法第九十五条).
GROUNDS = (("missing", "受送达人下落不明"), ("failed", "其他方式无法送达"))
#: What is served on a party.
PAPERS = usual.SERVED
#: Somebody takes the paper in hand and signs for it.
THROUGH = "way=entrusted|way=passed_on"
HANDED = f"way=direct|{THROUGH}"

PROOF_OF_SERVICE = Kind(
    key="proof_of_service",
    title="送达回证",
    stage=Stage.EXECUTION,
    basis=(REG(18), REG(19), REG(20), REG(21), REG(22), CIVIL_PROCEDURE_2023(87), PENALTY_2021(61)),
    about=PAPERS,
    help="先选送达方式，再填该方式要求的内容。一次送给一人的几份文书写在一张回证上。",
    fields=(
        RecordRef(
            key="papers", title="送达的文书", section="文书", several=True, required=False,
            kinds=PAPERS, prefill="about.id",
            help="名称和文号从案件带入，一张回证可以写几份。",
        ),
        Line(key="paper_kind", title="来源所述文书", section="来源所述", required=False, internal=True),
        Line(key="paper_number", title="来源所述文号", section="来源所述", required=False, internal=True),
        usual.party(title="受送达人", section="送达", prefill="about.party"),
        Choice(key="way", title="送达方式", help="直接送达有困难的才用其他方式；公告是最后的方式。", section="送达", options=WAYS, law="制度第十八条"),
        usual.place("送达地点", section="送达", prefill="case.party_address", when="way!=public_notice&way!=electronic"),
        usual.at("送达时间", section="送达", prefill="now", help="签收的以签收人写的时间为准，邮寄的以回执上的收件日期为准。"),
        usual.outsider(
            "recipient", "签收人", section="签收", when=HANDED, asks=("name", "id_number", "phone"), law="制度第十八条",
            help="实际签收的人。受送达人是单位的，由法定代表人、主要负责人或者负责收件的人签收。",
        ),
        Choice(key="relation", title="与受送达人的关系", section="签收", when=HANDED, options=RELATIONS, law="民诉法第八十八条"),
        usual.outsider("refused_by", "拒收人", section="留置", when="way=leaving", asks=("name", "relation"), help="谁拒收。"),
        Choice(
            key="refused_as", title="拒收人的身份", section="留置", when="way=leaving", options=RELATIONS, law="民诉法第八十九条",
            help="个人的是本人或者同住成年家属；单位的是法定代表人、主要负责人或者负责收件的人。",
        ),
        Text(key="refusal_reason", title="拒收事由", help="照拒收人的原话写，并写明日期。", section="留置", when="way=leaving", law="制度第二十条", rows=2),
        Flag(
            key="residence", title="送达地点是受送达人的住所", section="留置", law="民诉法第八十九条", when="way=leaving",
            help="留置应当留在受送达人的住所；单位的住所是主要办事机构所在地。",
        ),
        usual.witness(section="留置", law="制度第二十条", help="基层组织或者所在单位的代表，写明单位。见证人不能是本机关人员。"),
        Line(key="carrier", title="邮政企业", section="邮寄", when="way=post", prefill="setting.carrier", law="制度第十九条"),
        Choice(key="mail", title="邮件种类", section="邮寄", when="way=post", options=MAIL, law="制度第十九条"),
        Line(key="tracking", title="邮件号码", section="邮寄", when="way=post", law="制度第十九条", help="挂号信或者特快专递的号码。"),
        Day(key="posted", title="交邮日期", section="邮寄", when="way=post"),
        Day(key="received_on", title="回执上的收件日期", section="邮寄", when="way=post", law="民诉法第九十一条", help="邮寄送达以这一天为送达日期。"),
        Scans(key="registration", title="交寄登记", section="邮寄", when="way=post", law="制度第十九条"),
        Scans(key="postage", title="付邮凭证", section="邮寄", when="way=post", law="制度第十九条"),
        Scans(key="return_receipt", title="回执", section="邮寄", when="way=post", law="制度第十九条"),
        Scans(key="slips", title="其他邮寄材料", section="邮寄", when="way=post"),
        Choice(
            key="passed_to", title="转交的情形", section="委托和转交", when="way=passed_on", options=PASSED_TO, law="民诉法第九十四条",
            help="只有这三种人由单位转交。",
        ),
        Line(key="through", title="受委托或转交的单位", section="委托和转交", when=THROUGH, law="制度第二十一条"),
        Text(key="through_reason", title="委托或转交的原因", section="委托和转交", when=THROUGH, rows=2, law="制度第二十一条"),
        usual.outsider(
            "through_server", "代为送达人", section="委托和转交", when=THROUGH, required=False, asks=("name", "title", "phone"),
            help="受委托单位或者转交机关里实际送交的人，他也在回证上签名。",
        ),
        Choice(key="ground", title="公告送达的情形", section="公告", when="way=public_notice", options=GROUNDS, law="民诉法第九十五条"),
        RecordRef(
            key="notice", title="送达公告", section="公告", when="way=public_notice", required=False, kinds=("public_notice",),
            help="在系统里出具的公告从这里选。",
        ),
        Text(
            key="tried", title="其他方式无法送达的情况", section="公告", when="way=public_notice", rows=3, law="制度第二十二条",
            help="试过哪些方式、何时、结果如何，有什么材料。",
        ),
        Line(key="medium", title="公告的方式和载体", help="张贴的写地点，刊登的写报刊或网站名称和日期。", section="公告", when="way=public_notice", law="制度第二十二条"),
        Day(key="published", title="发出公告日期", section="公告", when="way=public_notice", help="自发出之日起经过三十日视为送达。"),
        Line(key="address", title="电子送达地址", section="电子", when="way=electronic"),
        Flag(key="agreed", title="当事人已签订电子送达确认书", section="电子", when="way=electronic", law="处罚法第六十一条", help="先签确认书，后送达。"),
        Moment(
            key="arrived", title="到达对方系统的时间", section="电子", when="way=electronic", law="民诉法第九十条",
            help="以对方系统显示的到达时间为准，没有的用本机关系统显示的发送成功时间，并截图。",
        ),
        Flag(key="paper_wanted", title="当事人要求提供纸质文书", section="电子", when="way=electronic", law="民诉法第九十条"),
        usual.officers(section="送达人"),
        *usual.unsuitable(),
        *usual.told_facts(recorded=True),
        *usual.original(),
    ),
    parts=(
        OutsiderSigns("recipient", "签收人签名", Signer.RECIPIENT, when=HANDED, refusable=False),
        OutsiderSigns("witness", "见证人签名", Signer.WITNESS, when="way=leaving"),
        OutsiderSigns("through_server", "代为送达人签名", Signer.PERSON, when="through_server", refusable=False),
        OfficersSign(title="送达人签名"),
    ),
    paper=Paper(
        layout="slip",
        body=(
            "案由：{cause}",
            "受送达人：{party}",
            "送达的文书：{papers}",
            "送达方式：{way}",
            "送达地点：{place}",
            "送达时间：{at}",
            "签收人：{recipient}",
            "签收人与受送达人的关系：{relation}",
            "{?way=leaving}拒收人：{refused_by}",
            "{?way=leaving}拒收人的身份：{refused_as}",
            "{?way=leaving}拒收事由：{refusal_reason}",
            "{?residence}送达人已说明情况，并于上述时间将文书留在受送达人的住所。",
            "{?way=leaving}见证人：{witness}",
            "{?way=post}邮政企业：{carrier}",
            "{?way=post}邮件种类：{mail}",
            "{?way=post}邮件号码：{tracking}",
            "{?way=post}交邮日期：{posted}",
            "{?way=post}回执上的收件日期：{received_on}",
            "{?way=passed_on}转交的情形：{passed_to}",
            "受委托或者转交的单位：{through}",
            "委托或者转交的原因：{through_reason}",
            "{?way=public_notice}公告送达的情形：{ground}",
            "{?way=public_notice}其他方式无法送达的情况：{tried}",
            "{?way=public_notice}公告的方式和载体：{medium}",
            "{?way=public_notice}发出公告日期：{published}",
            "{?way=electronic}电子送达地址：{address}",
            "{?way=electronic}到达对方系统的时间：{arrived}",
            "{?recording_unsuitable}送达过程未作音像记录，理由：{unsuitable_reason}",
            "送达人：{officers_line}",
        ),
    ),
    aliases=(
        "送达", "文书送达", "送达文书", "直接送达", "留置送达", "邮寄送达", "委托送达", "转交送达", "公告送达", "电子送达",
        "事先告知书送达", "告知书送达", "送达事先告知书", "行政处罚事先告知书送达", "听证告知书送达",
        "处罚决定书送达", "决定书送达", "送达决定书", "送达处罚决定书", "行政处罚决定书送达", "送达行政处罚决定书", "责令改正通知书送达", "送达行政处罚事先告知书", "送达责令改正通知书", "送达告知书", "签收"),
    told=(
        Told(pattern=r"(?<!处理)(?<!权利)告知书", field="paper_kind", value="prior_notice"),
        Told(pattern=r"不予(?:行政)?处罚决定", field="paper_kind", value="no_penalty_decision"),
        Told(pattern=r"决定书", field="paper_kind", value="penalty_decision"),
        Told(pattern=r"责令改正", field="paper_kind", value="correction_order"),
        Told(pattern=r"文号[:：]?\s*([^\s;；,，]+号)", field="paper_number"),
        Told(pattern=r"留置", field="way", value="leaving"),
        Told(pattern=r"邮寄|挂号|快递|EMS", field="way", value="post"),
        Told(pattern=r"委托送达", field="way", value="entrusted"),
        Told(pattern=r"转交", field="way", value="passed_on"),
        Told(pattern=r"公告送达", field="way", value="public_notice"),
        Told(pattern=r"电子送达|电子邮件|短信", field="way", value="electronic"),
        Told(pattern=r"直接送达|当场(?:送达|交付)|本人签收|当面", field="way", value="direct"),
        Told(pattern=r"拒(?:收|签)(?:事由|理由)[:：]?\s*([^;；,，。]+)", field="refusal_reason"),
        *usual.COUNT_TOLD,
        *usual.RECORDED_TOLD,
    ),
)  # fmt: skip
