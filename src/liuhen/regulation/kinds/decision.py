"""审查决定: from the investigation's end to the decision (制度第十条、第十四条至第十六条, 处罚法第四十四条至第六十五条)."""

from liuhen.regulation import usual, usual_penalty, usual_weighing
from liuhen.regulation.fields import Choice, Column, Day, Flag, Items, Line, RecordRef, Staff, Text
from liuhen.regulation.grammar import Kind, Opinion, Paper, Part, Role, Signer, Stage, Told
from liuhen.regulation.sources import PENALTY_2021, REG

DISCRETION = (
    ("none", "一般"),
    ("lighter", "从轻"),
    ("mitigated", "减轻"),
    ("heavier", "从重"),
    ("exempt", "不予处罚"),
)

OPINIONS = (("agree", "同意"), ("correct", "纠正后再审"), ("supplement", "补充调查"), ("return", "退回"))

INVESTIGATION_REPORT = Kind(
    key="investigation_report",
    title="案件调查终结报告",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(57), REG(2)),
    help="调查终结后写一份，之后的告知、审核、讨论、决定都从这里带入。",
    fields=(
        usual.facts("查明的事实", section="事实", rows=10),
        RecordRef(
            key="evidence", title="证据", section="证据", several=True, required=False,
            kinds=(
                "evidence_item", "inspection_record", "interview_transcript", "evidence_list", "sampling", "advance_registration", "hearing_record",
            ),
            help="逐项选取，写进报告的证据都应当查证属实。",
        ),
        Text(key="evidence_words", title="证据及其证明内容", section="证据", rows=5, law="处罚法第四十六条", help="名称、份数、证明什么，逐项写。"),
        Text(key="nature", title="案件定性", section="法律适用", rows=3, help="构成什么违法行为，为什么。"),
        usual.laws("broken", "违反的规定", "broken", section="法律适用", prefill="catalogue.broken"),
        usual.laws("basis", "处罚依据", "penal", section="法律适用", prefill="catalogue.penal", help="引到条、款、项。行为之后法律有修改的，按处罚法第三十七条选用并说明。"),
        Text(key="version_reason", title="选用这一版法律的理由", section="法律适用", rows=2, required=False, law="处罚法第三十七条"),
        *usual_weighing.weighing(section="裁量"),
        usual_weighing.mental(section="裁量"),
        Choice(key="level", title="裁量档次", help="对照裁量基准选，减轻和不予处罚要写法定情形。", section="裁量", options=DISCRETION),
        Text(key="discretion", title="裁量理由", section="裁量", rows=3, help="次数、人数、数额、后果、改正情况等，对照裁量基准写。"),
        Items(
            key="proposal", title="处理建议", section="处理建议", help="每个当事人一行，多种处罚分行写。",
            columns=(
                Column(key="party", title="当事人", required=True, width=2),
                Column(key="penalty", title="处理", type="choice", options=(*usual_penalty.PENALTIES, ("none", "不予处罚"), ("withdraw", "撤案"), ("transfer", "移送")), required=True),
                Column(key="amount", title="数额（元）", type="money"),
                Column(key="note", title="说明", width=2),
            ),
        ),
        Flag(key="complex", title="情节复杂或者重大违法行为", section="处理建议", law="处罚法第五十七条", help="勾选后，决定前由负责人集体讨论。"),
        Flag(key="review_owed", title="须经法制审核", section="处理建议", law="处罚法第五十八条", help="属于处罚法第五十八条所列情形或者本局目录的勾选。"),
        Day(key="concluded", title="调查终结日期", help="之后告知、审核、讨论、决定依次进行。", section="处理建议", prefill="today"),
        usual.officers(),
    ),
    parts=(
        Opinion("handler", "承办人意见", role=Role.OFFICER),
        Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=(
        "调查终结", "调查终结报告", "案件调查终结", "案件调查报告", "案件调查终结审批", "案件调查终结审批表", "调查终结审批", "调查报告", "案件处理呈批表",
    ),
)  # fmt: skip

LEGALITY_REVIEW = Kind(
    key="legality_review",
    title="法制审核意见书",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(58), REG(14)),
    about=("investigation_report",),
    time="",
    help="在负责人作出决定之前审核。审核人不是本案承办人；初次从事法制审核的，应当取得法律职业资格。",
    fields=(
        usual.at("收到时间", key="received", section="审核", prefill="now"),
        Choice(
            key="review_of", title="审核对象", section="审核", options=(("decision", "处罚决定"), ("start", "程序启动")), required=False,
            internal=True, help="启动时的合法性审查写在程序启动审批表上，这里审核处罚决定。",
        ),
        Staff(key="reviewer", title="审核人", section="审核", role="legal", law="制度第十四条", prefill="actor.staff"),
        Flag(key="first_time", title="初次从事法制审核", help="初次从事的，应当通过国家统一法律职业资格考试取得资格。", section="审核", law="处罚法第五十八条"),
        Line(key="qualification", title="法律职业资格证书编号", section="审核", when="first_time", law="处罚法第五十八条"),
        Items(
            key="items", title="审核内容", section="意见", help="逐项写明有无问题。",
            columns=(
                Column(
                    key="item", title="审核事项", type="choice", required=True, width=3,
                    options=(
                        ("subject", "执法主体和人员资格"), ("procedure", "执法程序"), ("facts", "事实和证据"), ("law", "适用法律和裁量基准"),
                        ("power", "执法权限"), ("papers", "文书制作"), ("crime", "是否涉嫌犯罪需要移送"),
                    ),
                ),
                Column(key="result", title="结论", type="choice", options=(("ok", "无问题"), ("problem", "有问题")), required=True),
                Column(key="note", title="说明", type="text", width=3),
            ),
        ),
        Choice(
            key="opinion", title="审核意见", section="意见", law="制度第十四条",
            options=OPINIONS,
            help="只有“同意”算审核通过。审核未通过的，不得作出决定。",
        ),
        Text(key="advice", title="审核建议", section="意见", law="制度第十四条", rows=4, help="没有建议的写“无”。"),
    ),
    parts=(Opinion("legal", "法制审核人员签署", role=Role.LEGAL),),
    paper=Paper(layout="form", volume="internal"),
    aliases=("法制审核", "法制审核意见", "重大执法决定法制审核", "法核", "案件审核", "核审", "法制机构审核", "重大行政执法决定法制审核意见书", "合法性审查", "合法性审核", "启动合法性审查",
        "立案合法性审查", "立案前法制审核"),
    told=(
        Told(pattern=r"(?:立案|启动)(?:前|时)?(?:合法性)?(?:审查|审核)|启动合法性", field="review_of", value="start"),
        Told(pattern=r"未通过|不予通过|退回", field="opinion", value="return"),
        Told(pattern=r"(?<!未)审核通过|(?<!不)同意", field="opinion", value="agree"),
    ),
)  # fmt: skip

DELIBERATION = Kind(
    key="deliberation",
    title="集体讨论笔录",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(57), REG(15)),
    about=("investigation_report",),
    help="情节复杂或者重大违法行为，由负责人集体讨论。每个人的意见分别记，列席的不表决。",
    fields=(
        usual.span("讨论时间"),
        usual.place("讨论地点"),
        Staff(key="chair", title="主持人", section="参加人员", role="head"),
        Items(
            key="members", title="参加人员和意见", section="参加人员", law="制度第十五条", help="参加人员是本机关负责人，主持人也列入，每人写明自己的意见。",
            columns=(
                Column(key="name", title="姓名", type="staff", required=True),
                Column(key="title", title="职务"),
                Column(key="view", title="意见", type="text", required=True, width=4),
            ),
        ),
        Line(
            key="attending",
            title="列席人员",
            section="参加人员",
            required=False,
            help="承办人、法制审核人员列席，不表决。",
        ),
        Line(key="absent", title="缺席人员和原因", section="参加人员", required=False),
        Line(key="recorder", title="记录人", section="参加人员", prefill="actor.name"),
        Text(key="report", title="案情汇报", help="承办人汇报的事实、证据、依据和建议。", section="讨论", rows=5, prefill="investigation_report.facts"),
        Text(key="conclusion", title="讨论结论", help="同意、不同意各几人，处理意见是什么。决定与结论不一致的，会提示。", section="讨论", rows=4, law="制度第十五条"),
        *usual_penalty.penalty(section="结论中的处罚", required=False),
        *usual.original(numbered=False),
    ),
    # each member signs under his own password
    parts=(Part(key="members", title="参加人员签名", role=Role.HEAD, signer=Signer.MEMBERS, each="members"),),
    paper=Paper(
        layout="transcript",
        volume="internal",
        body=(
            "案由：{cause}",
            "讨论时间：{span}",
            "讨论地点：{place}",
            "主持人：{chair}",
            "记录人：{recorder}",
            "列席人员：{attending}",
            "缺席人员和原因：{absent}",
            "案情汇报：{report}",
            "参加人员及意见：",
            "{members}",
            "讨论结论：{conclusion}",
            *usual_penalty.PENALTY_WORDS,
            "（以下空白）",
        ),
    ),
    aliases=("集体讨论", "集体讨论记录", "案审会", "案件审理委员会讨论", "负责人集体讨论", "案件集体讨论笔录", "会审", "重大案件集体讨论", "重大案件讨论", "集体研究"),
)  # fmt: skip

DECISION_APPROVAL = Kind(
    key="decision_approval",
    title="行政处罚决定审批表",
    stage=Stage.DECISION,
    basis=(PENALTY_2021(57), REG(16)),
    about=("investigation_report", "prior_notice"),
    help="负责人在一屏内看到：对谁、为什么、罚什么、依据哪一条、当事人怎么说、法制怎么说。",
    fields=(
        usual.party(required=False, section="处理", help="空着表示本案全部当事人。"),
        *usual_penalty.penalty(section="处理", prefill="prior_notice"),
        usual.laws("basis", "处罚依据", "penal", section="处理", prefill="prior_notice.basis"),
        usual.facts("事实摘要", section="事实", prefill="prior_notice.facts", rows=5, help="三百字以内，详情在调查终结报告。"),
        usual.laws("broken", "违反的规定", "broken", section="事实", prefill="investigation_report.broken", required=False),
        Text(key="discretion", title="裁量理由", section="事实", rows=3, prefill="investigation_report.discretion"),
        Choice(
            key="defence_result", title="陈述申辩和听证情况", help="从告知、陈述申辩、听证的记录得出，逐点答复在复核意见里。", section="当事人的意见", law="处罚法第四十五条",
            options=(
                ("none", "告知期限内未提出"), ("waived", "明确放弃"), ("adopted", "提出，采纳"), ("part", "提出，部分采纳"), ("rejected", "提出，不采纳"),
            ),
        ),
        Text(key="defence_note", title="复核意见摘要", section="当事人的意见", rows=3, required=False, prefill="defence_review.summary"),
        Flag(key="heard", title="已举行听证", section="当事人的意见"),
        Flag(key="major", title="须经法制审核", section="审核和讨论", prefill="investigation_report.review_owed", law="处罚法第五十八条"),
        Choice(
            key="legal_opinion", title="法制审核意见", section="审核和讨论", options=OPINIONS, required=False, prefill="legality_review.opinion",
            locked=True,
        ),
        Text(key="legal_advice", title="法制审核建议", section="审核和讨论", rows=2, required=False, prefill="legality_review.advice", locked=True),
        Text(key="deliberated", title="集体讨论结论", section="审核和讨论", rows=2, required=False, prefill="deliberation.conclusion", locked=True),
        Text(
            key="changed", title="与告知内容相比的变化", section="审核和讨论", rows=2, required=False,
            help="处罚比告知时重的，须重新告知；减轻的写明理由。没有变化的不填。",
        ),
    ),
    parts=(
        Opinion("handler", "承办人意见", role=Role.OFFICER),
        Opinion("unit_head", "承办机构意见", role=Role.UNIT_HEAD),
        Opinion("head", "行政机关负责人意见", role=Role.HEAD),
    ),
    paper=Paper(layout="form", volume="internal"),
    aliases=("处罚决定审批", "行政处罚审批", "处罚审批", "处罚决定审批表", "行政处罚决定审批", "案件处理审批"),
    told=usual.APPROVED_TOLD,
)  # fmt: skip
