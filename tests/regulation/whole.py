"""One ordinary penalty from tip-off to archive, step by step, as the people at the bureau do it; other tests tell parts of it."""

START = (
    "11-13 19:50 case_registration#reg source=complaint parties=@cafe officers=@two cause=接纳未成年人进入营业场所",
    "11-13 20:00 initiation_approval#form about=#reg filed_on=2026-11-13 parties=@cafe reason=举报",
    "11-13 20:05 #form.handler",
    "11-13 20:10 #form.unit_head",
    "11-13 20:20 #form.head",
)
SCENE = (
    '11-13 20:36/21:48 inspection_record#scene officers=@two rights=@rights findings=三名未成年人 on_site=\'{"name": "王某"}\'',
    "11-13 21:49 #scene.on_site",
    "11-13 21:50 #scene.officers[zhou]",
    "11-13 21:51 #scene.officers[shen]",
    (
        "11-14 08:00 recording_linked#film recording=r1 record=#scene media=video begin=2026-11-13T20:35:10"
        " end=2026-11-13T21:48:40 arrived=2026-11-14T07:55:00"
    ),
    (
        "11-13 21:55 correction_order#order party=p1 officers=@two"
        ' items=\'[{"id": "1", "text": "登记身份", "way": "by_date", "until": "2026-11-20"}]\''
    ),
    "11-13 21:56 #order.officers[zhou]",
    "11-13 21:56 #order.officers[shen]",
    "11-13 21:57 #order issued 澄文综改字〔2026〕1号",
)
REPORT = (
    "11-18 09:00 investigation_report#report facts=查明 level=none officers=@two",
    "11-18 09:30 #report.handler",
    "11-18 10:00 #report.unit_head",
)
NOTICE = (
    "11-18 11:00 prior_notice#notice about=#report party=p1 penalties=@fine fine=10000.00 hearing=true period_days=3",
    "11-18 11:10 #notice.unit_head",
    "11-18 11:20 #notice issued 澄文综罚告字〔2026〕1号",
    (
        "11-18 15:00 proof_of_service#told papers='[\"#notice\"]' party=p1 way=direct relation=legal_representative officers=@two"
        ' recipient=\'{"name": "王某"}\''
    ),
    "11-18 15:01 #told.recipient",
    "11-18 15:02 #told.officers[zhou]",
    "11-18 15:02 #told.officers[shen]",
)
APPROVAL = (
    "11-26 09:00 decision_approval#approval about=#report party=p1 penalties=@fine fine=10000.00",
    "11-26 09:10 #approval.handler",
    "11-26 09:20 #approval.unit_head",
)
HEAD = ("11-26 10:00 #approval.head",)
DECISION = (
    (
        "11-26 10:30 penalty_decision#decision about=#approval party=p1 facts=查明 evidence=笔录 penalties=@fine fine=10000.00"
        " basis=@law broken=@law pay_days=15 bank=某银行 basis_reason=专门规定"
    ),
)
ISSUED = ("11-26 10:40 #decision issued 澄文综罚字〔2026〕1号",)
SERVED = (
    (
        "11-26 16:00 proof_of_service#slip papers='[\"#decision\"]' party=p1 way=direct relation=legal_representative officers=@two"
        ' recipient=\'{"name": "王某"}\''
    ),
    "11-26 16:01 #slip.recipient",
    "11-26 16:02 #slip.officers[zhou]",
    "11-26 16:02 #slip.officers[shen]",
)
PERFORMED = (
    "11-20 15:00/15:20 correction_check#check about=#order party=p1 officers=@two result=已改正",
    "11-20 15:21 #check.officers[zhou]",
    "11-20 15:21 #check.officers[shen]",
    "12-01 10:00 publicity party=p1 about=#decision at=2026-12-01T10:00",
    "12-03 payment#paid party=p1 about=#decision amount=10000.00 paid=2026-12-03",
    "12-04 party_end#end party=p1 ground=performed at=2026-12-04",
)
CLOSED = (
    "12-07 09:00 closing_report#closing outcome=performed",
    "12-07 09:10 #closing.handler",
    "12-07 09:20 #closing.unit_head",
    "12-07 10:00 #closing.head",
    "12-07 10:10 #closing issued 澄文综执结字〔2026〕1号",
    "12-10 case_file_bound#file bound=2026-12-10 retention=permanent volumes=2",
)
BEFORE_HEAD = (*START, *SCENE, *REPORT, *NOTICE, *APPROVAL)
WHOLE = (*BEFORE_HEAD, *HEAD, *DECISION, *ISSUED, *SERVED, *PERFORMED, *CLOSED)
