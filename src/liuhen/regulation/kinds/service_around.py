"""送达, around the slip: where to serve, what was posted, what failed, who cannot be found, the public notice (制度第十九条、第二十二条)."""

from liuhen.regulation import usual
from liuhen.regulation.fields import Choice, Day, Flag, Line, RecordRef, Scans, Text
from liuhen.regulation.grammar import Kind, OfficersSign, Opinion, OutsiderSigns, Paper, Role, Signer, Stage, Told
from liuhen.regulation.sources import CIVIL_PROCEDURE_2023, PENALTY_2021, REG

WAYS = (
    ("direct", "直接送达"),
    ("leaving", "留置送达"),
    ("post", "邮寄送达"),
    ("entrusted", "委托送达"),
    ("passed_on", "转交送达"),
    ("electronic", "电子送达"),
)
RESULTS = (
    ("absent", "无人在场"),
    ("moved", "已经搬离，新址不明"),
    ("unknown", "查无此人或者查无此单位"),
    ("returned", "邮件被退回"),
    ("refused", "拒收，无法留置"),
    ("bounced", "电子送达没有到达"),
    ("other", "其他"),
)


def _papers() -> RecordRef:
    return RecordRef(
        key="papers", title="文书", several=True, required=False, kinds=usual.SERVED, prefill="about.id",
        help="名称和文号从案件带入，可以写几份。",
    )  # fmt: skip


ADDRESS_CONFIRMED = Kind(
    key="address_confirmed",
    title="送达地址确认书",
    stage=Stage.EXECUTION,
    basis=(PENALTY_2021(61), REG(18)),
    help="受送达人确认收件的地址、代收人和电子方式，以后各次送达都用它。",
    fields=(
        usual.party(title="受送达人"),
        usual.place("送达地址", section=""),
        Line(key="postcode", title="邮政编码", required=False),
        Line(key="contact", title="联系人", required=False, sensitive=True),
        Line(key="phone", title="联系电话", sensitive=True),
        Line(
            key="other_way", title="其他联系方式", required=False, sensitive=True, help="固定电话、微信、电子邮箱等，不作送达用。"
        ),
        usual.outsider("appointed", "指定的代收人", required=False, asks=("name", "relation", "phone", "address")),
        Flag(key="electronic", title="同意电子送达", law="处罚法第六十一条"),
        Line(key="address", title="电子送达地址", when="electronic"),
        *usual.original(numbered=False),
    ),
    parts=(OutsiderSigns("party", "受送达人签名", Signer.PARTY, refusable=False),),
    paper=Paper(
        layout="form",
        body=(
            "受送达人确认下列地址为收受本案文书的地址；地址变更的，应当及时书面告知本机关，未告知的，按本确认书载明的地址送达。",
            "送达地址：{place}",
            "邮政编码：{postcode}",
            "联系人：{contact}",
            "联系电话：{phone}",
            "其他联系方式：{other_way}",
            "指定的代收人：{appointed}",
            "{?electronic}同意采用电子方式送达，地址：{address}",
        ),
    ),
    aliases=("送达信息确认书", "电子送达确认书", "送达地址确认"),
)

POSTING = Kind(
    key="posting",
    title="邮寄送达登记",
    stage=Stage.EXECUTION,
    basis=(REG(19), CIVIL_PROCEDURE_2023(91)),
    about=usual.SERVED,
    time="",
    help="交邮当天记一笔，交寄登记和付邮凭证拍下来。收到回执后另填送达回证；退回的另记送达未成。",
    fields=(
        _papers(),
        usual.party(title="收件人", prefill="about.party"),
        usual.place("收件地址", section="", prefill="address_confirmed.place"),
        Line(key="carrier", title="邮政企业", prefill="setting.carrier", law="制度第十九条"),
        Choice(key="mail", title="邮件种类", options=(("registered", "挂号信"), ("express", "特快专递")), law="制度第十九条"),
        Line(key="tracking", title="邮件号码", law="制度第十九条"),
        Day(key="posted", title="交邮日期", prefill="today"),
        Scans(key="registration", title="交寄登记", law="制度第十九条"),
        Scans(key="postage", title="付邮凭证", law="制度第十九条"),
    ),
    paper=Paper(layout="form"),
    aliases=("邮寄登记", "邮寄送达登记表", "交邮", "寄出文书", "邮寄文书", "交寄"),
)  # fmt: skip

SERVICE_ATTEMPT = Kind(
    key="service_attempt",
    title="送达未成记录",
    stage=Stage.EXECUTION,
    basis=(REG(22), CIVIL_PROCEDURE_2023(95)),
    about=(*usual.SERVED, "posting"),
    help="试了没有送到的，每次记一笔。公告送达要靠它证明其他方式都试过。",
    fields=(
        _papers(),
        usual.party(title="受送达人", prefill="about.party"),
        Choice(key="way", title="送达方式", options=WAYS, law="制度第二十二条"),
        usual.at("时间", prefill="now", help="邮件退回的写收到退件的时间。"),
        usual.place("地点", section="", required=False, prefill="case.party_address"),
        Choice(key="result", title="结果", options=RESULTS, law="制度第二十二条"),
        Text(key="note", title="经过", rows=3, law="制度第二十二条", help="到了哪里、问了谁、对方怎么说，有什么材料。"),
        Line(key="tracking", title="邮件号码", required=False, when="way=post"),
        usual.officers(section=""),
        Scans(key="scans", title="退件、照片、截图"),
        *usual.told_facts(),
    ),
    parts=(OfficersSign(title="送达人签名"),),
    paper=Paper(layout="form"),
    aliases=("送达未果", "送达失败", "送达未成功", "未送达", "邮件退回", "退件", "无法送达", "送达不成"),
    told=(
        Told(pattern=r"邮寄|邮件|退件|EMS", field="way", value="post"),
        Told(pattern=r"上门|直接送达|无人", field="way", value="direct"),
        Told(pattern=r"退回|退件", field="result", value="returned"),
        Told(pattern=r"搬离|搬走", field="result", value="moved"),
        Told(pattern=r"查无此", field="result", value="unknown"),
        Told(pattern=r"无人", field="result", value="absent"),
        Told(pattern=r"拒收", field="result", value="refused"),
        *usual.COUNT_TOLD,
    ),
)  # fmt: skip

WHEREABOUTS_UNKNOWN = Kind(
    key="whereabouts_unknown",
    title="下落不明查证记录",
    stage=Stage.EXECUTION,
    basis=(CIVIL_PROCEDURE_2023(95), REG(22)),
    help="向谁查、查到什么，附证明。没有证明的，不能只凭找不到人就公告。",
    fields=(
        usual.party(title="受送达人"),
        usual.at("查证时间", prefill="now"),
        Text(
            key="note",
            title="查证的经过和结果",
            rows=4,
            law="民诉法第九十五条",
            help="登记住所、居住地、经营地、电话、亲属和邻居，逐项写。",
        ),
        Line(key="issuer", title="出具证明的单位", law="民诉法第九十五条", help="社区居民委员会、公安派出所、登记机关等。"),
        Scans(key="scans", title="证明材料", law="民诉法第九十五条"),
        usual.officers(section=""),
    ),
    parts=(OfficersSign(),),
    paper=Paper(layout="form"),
    aliases=("下落不明", "下落不明证明", "查找当事人", "下落不明情况说明"),
)

PUBLIC_NOTICE = Kind(
    key="public_notice",
    title="送达公告",
    stage=Stage.EXECUTION,
    basis=(REG(22), CIVIL_PROCEDURE_2023(95)),
    about=usual.SERVED,
    issued=True,
    help="公告是最后的方式：其他方式都没有送到，或者查明下落不明的，才出具。发出后拍照或者截图，另填送达回证。",
    fields=(
        _papers(),
        usual.party(title="受送达人", prefill="about.party"),
        Choice(
            key="ground", title="公告送达的情形", options=(("missing", "受送达人下落不明"), ("failed", "其他方式无法送达")), law="民诉法第九十五条",
        ),
        Text(key="content", title="文书的主要内容", rows=4, help="写明文书名称、文号和主要内容；未成年人和个人信息不公开。"),
        Text(key="collect", title="领取文书的地点和联系方式", rows=2, required=False),
        Line(key="medium", title="公告的方式和载体", law="制度第二十二条", help="张贴的写地点，刊登的写报刊或者网站名称。"),
        *usual.original(),
    ),
    parts=(Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD), Opinion("head", "行政机关负责人意见", role=Role.HEAD)),
    paper=Paper(
        layout="notice",
        word="送公",
        addressee="party",
        body=(
            "因{ground}，本机关依照《中华人民共和国民事诉讼法》第九十五条的规定，向你（单位）公告送达下列文书：",
            "{papers}",
            "{content}",
            "自本公告发出之日起，经过三十日，即视为送达。",
            "领取文书：{collect}",
            "公告的方式和载体：{medium}",
            "联系方式：{contact}",
        ),
        receipt=False,
    ),
    aliases=("公告文本", "送达公告书", "公告送达说明", "公告送达公告", "刊登公告", "张贴公告", "发布送达公告"),
    told=usual.NUMBER_TOLD,
)  # fmt: skip
