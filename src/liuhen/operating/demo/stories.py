"""The demo's cases, each as far as it has come by the first day. Days count from that day; only what is meant to be late is late."""

from liuhen.operating.demo import blanks, coercion, counter, patrols
from liuhen.operating.demo import chapters as c
from liuhen.operating.demo import endings as e
from liuhen.operating.demo import other_acts as others
from liuhen.operating.demo.equipment import equipped
from liuhen.operating.demo.facts import BOOKS, KTV, LOGS, SHOW, TRAVEL, Facts, net_cafe
from liuhen.operating.demo.moments import looked_at
from liuhen.operating.demo.recordings import Whole, recorded
from liuhen.operating.demo.stations import stationed
from liuhen.operating.demo.telling import How, Story, Tale

ONE = ("zhouqiming", "shenjingwen")
TWO = ("luoyutong", "shenjingwen")
STAR = net_cafe("星遇", "何建平", "望江路218号二层", "91420199MA4NET0019", manager="值班经理", witness="孙玉兰")
LAKE = net_cafe("湖畔", "梁志宏", "湖滨路77号", "91420199MA4NET002C", manager="收银员")
CLOUD = net_cafe("云端", "许小东", "青年路12号", "91420199MA4NET003F", manager="网管")
NORTH = net_cafe("北岸", "贺军", "北岸路3号", "91420199MA4NET004J", manager="值班员")
HARBOUR = net_cafe("港湾", "魏红", "港湾路90号", "91420199MA4NET005M", manager="值班员", fine="8000.00")
OLD = net_cafe("老城", "祝明", "老城街41号", "91420199MA4NET006Q", manager="收银员", fine="6000.00")


def tell_all(tale: Tale) -> None:
    """Plan every story."""
    for story in (
        _fresh_complaint, _refused, _waiting_for_approval, _urgent_and_late, _investigating, _noticed, _answered, _under_review,
        _two_parties, _to_be_served, _to_be_paid, _to_be_closed, _archived,
    ):  # fmt: skip
        story(tale)
    others.just_taken_in(Story(tale, "two", TWO))
    others.before_the_head(Story(tale, "two", TWO))
    others.inspected(Story(tale, "one", ONE))
    patrols.tell(tale)
    blanks.kept(Story(tale, "one", ONE))
    coercion.on_the_spot(Story(tale, "two", TWO))
    coercion.by_hand(Story(tale, "one", ONE))
    coercion.seized(Story(tale, "one", ONE))
    coercion.enforced(Story(tale, "two", TWO))
    equipped(tale)
    counter.camera(tale)
    stationed(tale)


def _start(story: Story, facts: Facts, day: int) -> None:
    """Complaint, registration, approval, inspection, order and interview: the usual first week."""
    c.complaint(story, facts, day, "09:12", named=False)
    c.registration(story, facts, day, "10:05")
    c.approval(story, facts, day, "14:20")
    c.inspection(story, facts, day + 1, "19:30", "20:40")
    recorded(story, day + 1, "19:28", "20:41", what="执法记录仪", arrives="21:55")
    c.order(story, facts, day + 1, "20:50", day + 7)
    c.interview(story, facts, day + 4, "09:40", "10:35")
    c.evidence(story, facts, day + 4, "11:05")


def _checked_and_noticed(story: Story, facts: Facts, day: int) -> None:
    """Re-inspection, report, notice: twelve days after the start."""
    e.checked(story, facts, day + 7, "15:10")
    c.report(story, facts, day + 9, "10:10")
    e.notice(story, facts, day + 11, "09:30")


def _fresh_complaint(tale: Tale) -> None:
    story = Story(tale, "one", ONE)
    c.complaint(story, LOGS, -1, "16:42")


def _refused(tale: Tale) -> None:
    """The head does not agree to the start; the act stops."""
    story = Story(tale, "two", TWO)
    c.registration(story, LOGS, -9, "09:25", source="inspection")
    c.approval(story, LOGS, -9, "11:00", how=How(refused={"head": "情节轻微并已当场改正，不启动，作教育记录。"}))
    story.at(-8, "09:30")
    story.do("luoyutong", "stopped", {"reason": "负责人不同意启动。"}, about="initiation_approval")


def _waiting_for_approval(tale: Tale) -> None:
    """The form waits for the head."""
    story = Story(tale, "two", TWO)
    c.complaint(story, KTV, -2, "10:18", named=False)
    c.registration(story, KTV, -2, "14:32")
    c.approval(story, KTV, -1, "15:40", filed=0, how=How(leave=("head",)))


def _urgent_and_late(tale: Tale) -> None:
    """The night at 星遇网咖: an urgent start, a refusal to sign, one recording stored late: the one thing meant to be late."""
    story = Story(tale, "one", ONE)
    c.complaint(story, STAR, -6, "19:42")
    c.registration(story, STAR, -6, "20:02")
    c.urgent_start(story, -6, "20:15")
    c.inspection(story, STAR, -6, "20:36", "21:48", declined=True)
    first, second = "执法记录仪 DSJ-07 第 1 段", "执法记录仪 DSJ-07 第 2 段"
    recorded(
        story,
        -6,
        "20:34:00",
        "21:12:00",
        what=first,
        arrives="22:40",
        sequence="0007",
        whole=Whole(device="DSJ-07", drift=102, every=10),
    )
    seen = Whole(device="DSJ-07", drift=102, silent=((980, 1012), (1590, 1622)))
    recorded(story, -6, "21:21:12", "21:49:48", what=second, arrives="08:41", late_days=2, sequence="0008", whole=seen)
    looked_at(story, first, second, -4, "10:24")
    c.preservation(story, STAR, -6, "22:06", outcome_day=None)
    c.approval(story, STAR, -5, "09:32", urgent=True)
    c.order(story, STAR, -5, "10:40", 2)
    c.interview(story, STAR, -3, "09:40", "11:20")
    c.evidence(story, STAR, -3, "11:40")


def _investigating(tale: Tale) -> None:
    """A street bookstall: found, registered, evidence kept and given back."""
    story = Story(tale, "two", TWO)
    c.registration(story, BOOKS, -16, "09:50", source="inspection")
    c.approval(story, BOOKS, -16, "11:15")
    c.inspection(story, BOOKS, -15, "09:10", "10:20")
    recorded(story, -15, "09:08", "10:22", what="执法记录仪 DSJ-12", arrives="12:05", sequence="0041")
    c.preservation(story, BOOKS, -15, "10:30", outcome_day=-8)
    c.interview(story, BOOKS, -12, "14:10", "15:00")
    c.evidence(story, BOOKS, -12, "15:20")


def _noticed(tale: Tale) -> None:
    """Notice served, the party's time runs."""
    story = Story(tale, "one", ONE)
    _start(story, LAKE, -14)
    _checked_and_noticed(story, LAKE, -14)


def _answered(tale: Tale) -> None:
    """The party answered; the review of its points is owed."""
    story = Story(tale, "two", TWO)
    _start(story, CLOUD, -19)
    _checked_and_noticed(story, CLOUD, -19)
    e.defence(story, CLOUD, -6, "09:20", reviewed=False)


def _under_review(tale: Tale) -> None:
    """Unlicensed show: notice long past, the head's decision waits."""
    story = Story(tale, "one", ONE)
    _start(story, SHOW, -40)
    _checked_and_noticed(story, SHOW, -40)
    e.waived(story, -27, "10:40")
    e.review(story, -10, "10:00")
    e.deliberation(story, SHOW, -4, "15:00", "15:50")
    e.decided(story, SHOW, -2, "16:10", result="waived", how=How(leave=("head",)))


def _two_parties(tale: Tale) -> None:
    """A travel agency and its manager: two parties, two notices; one waives, one answers."""
    story = Story(tale, "one", ONE)
    c.complaint(story, TRAVEL, -34, "10:44", named=False)
    c.registration(story, TRAVEL, -34, "11:20")
    c.approval(story, TRAVEL, -33, "09:40")
    c.inspection(story, TRAVEL, -32, "09:30", "11:10")
    recorded(story, -32, "09:28", "11:12", what="执法记录仪 DSJ-07", arrives="14:30", sequence="0006")
    c.order(story, TRAVEL, -32, "11:20", -25)
    c.interview(story, TRAVEL, -29, "14:30", "15:50")
    c.evidence(story, TRAVEL, -29, "16:10")
    e.checked(story, TRAVEL, -25, "10:00")
    c.report(story, TRAVEL, -22, "09:50")
    e.notice(story, TRAVEL, -20, "09:30", party=0)
    e.notice(story, TRAVEL, -20, "11:30", party=1)
    e.waived(story, -19, "15:00", party=1, party_id="p2")
    e.defence(story, TRAVEL, -18, "10:00")
    e.review(story, -3, "10:30")


def _to_be_served(tale: Tale) -> None:
    """The decision is made and waits to be served."""
    story = Story(tale, "two", TWO)
    _start(story, NORTH, -45)
    _checked_and_noticed(story, NORTH, -45)
    e.waived(story, -32, "11:00")
    e.decided(story, NORTH, -3, "10:20", result="waived")
    e.decision(story, NORTH, -2, "11:10")


def _to_be_paid(tale: Tale) -> None:
    """Served; fifteen days to pay."""
    story = Story(tale, "one", ONE)
    _start(story, HARBOUR, -60)
    _checked_and_noticed(story, HARBOUR, -60)
    e.defence(story, HARBOUR, -47, "09:40")
    e.decided(story, HARBOUR, -12, "10:20", result="part")
    e.decision(story, HARBOUR, -11, "09:20", serve_day=-10)
    e.published(story, HARBOUR, -7)


def _to_be_closed(tale: Tale) -> None:
    """Paid and put right; the closing report waits for the head."""
    story = Story(tale, "two", TWO)
    _start(story, OLD, -75)
    _checked_and_noticed(story, OLD, -75)
    e.waived(story, -62, "09:30")
    e.decided(story, OLD, -35, "15:10", result="waived")
    e.decision(story, OLD, -34, "09:30", serve_day=-33)
    e.published(story, OLD, -28)
    e.paid(story, OLD, -22)
    e.ended(story, OLD, -21)
    e.closed(story, -3, "10:00", how=How(leave=("head",)))


def _archived(tale: Tale) -> None:
    """From complaint to archive."""
    story = Story(tale, "one", ONE)
    facts = net_cafe("明珠", "蔡琳", "明珠路8号", "91420199MA4NET007U", manager="店长", fine="5000.00")
    _start(story, facts, -95)
    _checked_and_noticed(story, facts, -95)
    e.waived(story, -82, "10:10")
    e.decided(story, facts, -55, "10:00", result="waived")
    e.decision(story, facts, -54, "09:30", serve_day=-53)
    e.published(story, facts, -48)
    e.paid(story, facts, -45)
    e.ended(story, facts, -44)
    e.closed(story, -40, "10:00")
    e.bound(story, -30, "14:00")
