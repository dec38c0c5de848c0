"""Acts that are no penalty, each lawful from its start to the archive; other tests tell parts of them and plant one breach.

Days of 2026: 11-13 is a Friday, 11-16 to 11-20 and 11-23 to 11-27 are working days, so are 11-30 to 12-04 and the week after.
"""

_MATERIALS = 'materials=\'[{"id": "1", "name": "申请书", "check": "ok"}, {"id": "2", "name": "房产证明", "check": "missing"}]\''
_APPLICANT = 'parties=\'[{"id": "p1", "type": "organisation", "name": "澄湖书店", "address": "某路1号"}]\''
_ASKED = 'items=\'[{"id": "1", "name": "房产证明", "text": "原件和复制件"}]\''

APPLIED = (f"11-13 09:00 licence_application#app item=publications_retail request=new way=window {_APPLICANT} {_MATERIALS}",)
SUPPLEMENTED = (
    f"11-16 10:00 licence_supplement#more about=#app party=p1 {_ASKED}",
    "11-16 10:05 #more issued 澄文综许补字〔2026〕1号",
    "11-18 09:00 supplement_received#then about=#more party=p1 complete=true",
)
ACCEPTED = (
    "11-18 09:30 licence_acceptance#accepted about=#then party=p1 promised=二十个工作日",
    "11-18 09:40 #accepted issued 澄文综许受字〔2026〕1号",
)
EXAMINED = (
    '11-23 09:00/10:00 licence_check#visit officers=@two items=\'[{"id": "1", "item": "场所", "result": "met"}]\' result=符合',
    "11-23 10:01 #visit.officers[zhou]",
    "11-23 10:02 #visit.officers[shen]",
    '11-24 09:00 licence_review#review about=#accepted reviewer=\'{"id": "luo", "name": "罗雨桐"}\' result=grant reason=符合',
    "11-24 09:10 #review.handler",
    "11-24 09:20 #review.unit_head",
    "11-24 10:00 #review.head",
)
GRANTED = (
    "11-25 09:00 licence_decision#granted about=#review party=p1 result=grant basis=@law granted=零售",
    "11-25 09:10 #granted issued 澄文综许决字〔2026〕1号",
    (
        "11-25 15:00 proof_of_service#slip papers='[\"#granted\"]' party=p1 way=direct relation=legal_representative officers=@two"
        ' recipient=\'{"name": "王某"}\''
    ),
    "11-25 15:01 #slip.recipient",
    "11-25 15:02 #slip.officers[zhou]",
    "11-25 15:02 #slip.officers[shen]",
)
DELIVERED = (
    '11-30 10:00 licence_delivered#licence about=#granted party=p1 way=window licence_number=7 recipient=\'{"name": "王某"}\'',
    "11-30 10:01 #licence.recipient",
    "12-01 09:00 licence_publicity about=#granted where=政务网",
)
BOUND = ("12-10 case_file_bound#file bound=2026-12-10 retention=30 volumes=1",)
LICENCE = (*APPLIED, *SUPPLEMENTED, *ACCEPTED, *EXAMINED, *GRANTED, *DELIVERED, *BOUND)

INSPECTION_START = (
    "11-13 15:00 case_registration#reg source=inspection act=inspection procedure=inspection parties=@cafe officers=@two",
    "11-13 15:10 inspection_approval#plan task_kind=random object=蓝鲸网吧 planned=2026-11-13 nth=1 officers=@two",
    "11-13 15:20 #plan.handler",
    "11-13 15:30 #plan.unit_head",
)
INSPECTED = (
    "11-13 20:30 inspection_notice#card about=#plan party=p1 officers=@two",
    "11-13 20:31 #card.officers[zhou]",
    "11-13 20:31 #card.officers[shen]",
    "11-13 20:32 #card issued 澄文综检通字〔2026〕1号",
    '11-13 20:36/21:48 inspection_record#scene officers=@two rights=@rights findings=正常 on_site=\'{"name": "王某"}\'',
    "11-13 21:49 #scene.on_site",
    "11-13 21:50 #scene.officers[zhou]",
    "11-13 21:51 #scene.officers[shen]",
    (
        "11-14 08:00 recording_linked#film recording=r1 record=#scene media=video begin=2026-11-13T20:35:10"
        " end=2026-11-13T21:48:40 arrived=2026-11-14T07:55:00"
    ),
)
RESULT = (
    "11-16 09:00 inspection_result#told about=#scene party=p1 result=clean found=正常 officers=@two",
    "11-16 09:10 #told.party",
    "11-16 09:11 #told.officers[zhou]",
    "11-16 09:11 #told.officers[shen]",
    "11-16 09:20 #told issued 澄文综检告字〔2026〕1号",
)
INSPECTION = (*INSPECTION_START, *INSPECTED, *RESULT, "12-10 case_file_bound bound=2026-12-10 retention=10 volumes=1")


def started(act: str, procedure: str = "") -> tuple[str, ...]:
    return (
        f"11-13 09:00 case_registration#reg source=other act={act} procedure={procedure or act} parties=@cafe officers=@two",
        "11-13 09:10 initiation_approval#form about=#reg filed_on=2026-11-13 parties=@cafe reason=依法",
        "11-13 09:20 #form.handler",
        "11-13 09:30 #form.unit_head",
        "11-13 10:00 #form.head",
    )


LEVIED = (
    "11-16 09:00 levy_decision#levy party=p1 item=某项征收 basis=@law facts=计征 sum=1000.00 pay_days=15",
    "11-16 09:10 #levy.unit_head",
    "11-16 09:20 #levy.head",
    "11-16 09:30 #levy issued 澄文综征字〔2026〕1号",
    (
        "11-16 15:00 proof_of_service#slip papers='[\"#levy\"]' party=p1 way=direct relation=legal_representative officers=@two"
        ' recipient=\'{"name": "王某"}\''
    ),
    "11-16 15:01 #slip.recipient",
    "11-16 15:02 #slip.officers[zhou]",
    "11-16 15:02 #slip.officers[shen]",
)
LEVY_PAID = ("11-20 10:00 charge_payment#paid about=#levy party=p1 amount=1000.00 paid=2026-11-20 receipt=0001",)
LEVY = (*started("levy"), *LEVIED, *LEVY_PAID, "12-10 case_file_bound bound=2026-12-10 retention=10 volumes=1")

FEE_ASKED = (
    "11-13 09:00 case_registration#reg source=other act=fee procedure=fee parties=@cafe officers=@two",
    "11-16 09:00 fee_notice#fee party=p1 item=某项收费 basis=@law price_document=某号文 reckoning=一次 sum=200.00 pay_days=10",
    "11-16 09:10 #fee issued 澄文综费字〔2026〕1号",
)
FEE_PAID = ("11-20 10:00 charge_payment#paid about=#fee party=p1 amount=200.00 paid=2026-11-20 receipt=0002",)
FEE = (*FEE_ASKED, *FEE_PAID, "12-10 case_file_bound bound=2026-12-10 retention=10 volumes=1")

DECIDED = (
    "11-20 09:00 act_decision#act party=p1 act_kind=行政给付 facts=符合 basis=@law content=给付 to_perform=true perform_days=10",
    "11-20 09:10 #act.unit_head",
    "11-20 09:20 #act.head",
    "11-20 09:30 #act issued 澄文综行决字〔2026〕1号",
    (
        "11-20 15:00 proof_of_service#slip papers='[\"#act\"]' party=p1 way=direct relation=legal_representative officers=@two"
        ' recipient=\'{"name": "王某"}\''
    ),
    "11-20 15:01 #slip.recipient",
    "11-20 15:02 #slip.officers[zhou]",
    "11-20 15:02 #slip.officers[shen]",
)
DONE = ("11-27 10:00 performance#done about=#act party=p1 what=已办 at=2026-11-27T10:00",)
OTHER = (*started("other"), *DECIDED, *DONE, "12-10 case_file_bound bound=2026-12-10 retention=10 volumes=1")

_CAFE_LAW = 'grants=\'[{"title": "互联网上网服务营业场所管理条例", "article": "27"}]\''
_TAX_LAW = 'grants=\'[{"title": "中华人民共和国税收征收管理法", "article": "40"}]\''


def _served(name: str, paper: str, day: str, hour: str) -> tuple[str, ...]:
    """Into the hands of its legal representative."""
    return (
        (
            f"{day} {hour}:00 proof_of_service#{name} papers='[\"#{paper}\"]' party=p1 way=direct relation=legal_representative"
            f' officers=@two recipient=\'{{"name": "王某"}}\''
        ),
        f"{day} {hour}:01 #{name}.recipient",
        f"{day} {hour}:02 #{name}.officers[zhou]",
        f"{day} {hour}:02 #{name}.officers[shen]",
    )


def _closed(day: str) -> tuple[str, ...]:
    return (
        f"{day} 14:00 closing_report#report closed=2026-{day} performance=已经办完",
        f"{day} 14:10 #report.handler",
        f"{day} 14:20 #report.unit_head",
        f"{day} 14:30 #report.head",
        f"{day} 14:40 #report issued 澄文执结〔2026〕1号",
        f"{day} 16:00 case_file_bound bound=2026-{day} retention=10 volumes=1",
    )


SEIZED = (
    "11-16 09:00 seizure_approval#grant measure=seize party=p1 reason=擅自经营",
    "11-16 09:10 #grant.handler",
    "11-16 09:20 #grant.unit_head",
    "11-16 09:30 #grant.head",
    (
        "11-16 10:00/10:40 seizure_decision#seized about=#grant party=p1 measure=seize reason=擅自经营 days=30 "
        f"{_CAFE_LAW} items=@hosts officers=@two handed_over=true"
    ),
    "11-16 10:41 #seized.officers[zhou]",
    "11-16 10:41 #seized.officers[shen]",
    "11-16 10:42 #seized issued 澄文封字〔2026〕1号",
    (
        "11-16 10:00/10:45 scene_record#scene about=#seized officers=@two summoned=在场 defence=没有意见"
        ' rights=\'{"told": ["reasons", "statement", "remedies"], "means": "oral"}\' on_site=\'{"name": "王某"}\''
    ),
    "11-16 10:46 #scene.party",
    "11-16 10:47 #scene.officers[zhou]",
    "11-16 10:47 #scene.officers[shen]",
    (
        "11-16 18:00 recording_linked#film recording=r1 record=#seized media=video begin=2026-11-16T09:55:00"
        " end=2026-11-16T10:50:00 arrived=2026-11-16T17:00:00"
    ),
    *_served("slip", "seized", "11-16", "11"),
)
GIVEN_BACK = (
    "11-30 10:00 seizure_release#back about=#seized party=p1 ground=unrelated all=true officers=@two",
    "11-30 10:01 #back.party",
    "11-30 10:02 #back.officers[zhou]",
    "11-30 10:02 #back.officers[shen]",
    "11-30 10:10 #back issued 澄文解封字〔2026〕1号",
    *_served("home", "back", "11-30", "11"),
    "11-30 15:00 party_end party=p1 ground=performed ended=2026-11-30",
)
MEASURE = (*started("coercion", "measure"), *SEIZED, *GIVEN_BACK, *_closed("12-02"))

ENFORCED = (
    "11-16 09:00 demand_notice#demand party=p1 number=澄文综罚字〔2026〕1号 served=2026-08-03 duty=拆除障碍 days=10 way=自行拆除",
    "11-16 09:10 #demand.unit_head",
    "11-16 09:20 #demand issued 澄文催字〔2026〕1号",
    *_served("told", "demand", "11-16", "15"),
    (
        "11-30 09:00 enforcement_decision#force about=#demand party=p1 way=removal reason=经催告没有履行 "
        f"{_TAX_LAW} at=2026-12-01T09:00"
    ),
    "11-30 09:10 #force.unit_head",
    "11-30 09:15 #force.legal",
    "11-30 09:20 #force.head",
    "11-30 09:30 #force issued 澄文强字〔2026〕1号",
    *_served("ordered", "force", "11-30", "10"),
    '12-01 09:00/11:00 obstruction_removal#removal about=#force party=p1 officers=@two on_site=\'{"name": "王某"}\'',
    "12-01 11:01 #removal.party",
    "12-01 11:02 #removal.officers[zhou]",
    "12-01 11:02 #removal.officers[shen]",
    (
        "12-01 18:00 recording_linked#film recording=r1 record=#removal media=video begin=2026-12-01T08:55:00"
        " end=2026-12-01T11:05:00 arrived=2026-12-01T17:00:00"
    ),
    "12-01 15:00 party_end party=p1 ground=performed ended=2026-12-01",
)
ENFORCEMENT = (*started("coercion", "enforcement"), *ENFORCED, *_closed("12-03"))

#: Every whole story by the key of its procedure.
LAWFUL = {
    "licence": LICENCE, "inspection": INSPECTION, "levy": LEVY, "fee": FEE, "other": OTHER, "measure": MEASURE, "enforcement": ENFORCEMENT,
}  # fmt: skip
