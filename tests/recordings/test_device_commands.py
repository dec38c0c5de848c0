"""From hand to hand: one tap by the taker, two signatures for loss, fault and transfer; odd facts are taken; who may not, cannot."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.http import Http404

from liuhen import access
from liuhen.bureau import commands as bureau
from liuhen.recordings import device_commands as commands
from liuhen.recordings import device_queries as queries
from liuhen.recordings import devices
from liuhen.recordings.models import DeviceHolding, DeviceRow, DeviceUse, EquipmentNeed
from liuhen.register import register
from liuhen.register.models import FindingRow
from liuhen.register.register import Signing
from liuhen.regulation.grammar import Refusal
from tests.cast import at, moment


@pytest.fixture
def camera(cast):
    said = {"code": "DSJ-07", "sort": "body_camera", "model": "G9", "serial": "A1B2C3", "storage": "64"}
    return commands.register_device(cast["马骏"], said, cast.units["执法一中队"])


def row(device):
    return DeviceRow.objects.get(pk=device)


def codes(device):
    return [one.key.rpartition(":!")[2] for one in FindingRow.objects.filter(subject=device, sort="note")]


def test_an_officer_takes_a_camera_over_with_one_entry_and_brings_it_back(cast, camera):
    with at("11-20 08:00"):
        commands.take(cast["周启明"], camera)
    found = row(camera)
    assert (found.state, found.holder_name, found.held_since) == ("carried", "周启明", moment("11-20 08:00"))
    with at("11-20 18:00"):
        commands.give_back(cast["周启明"], camera)
    assert (row(camera).state, row(camera).holder, codes(camera)) == ("store", None, [])
    (held,) = DeviceHolding.objects.filter(device=camera)
    assert (held.name, held.begin, held.end) == ("周启明", moment("11-20 08:00"), moment("11-20 18:00"))


def test_a_colleague_takes_it_out_of_the_first_ones_hands(cast, camera):
    for when, name in (("11-20 08:00", "周启明"), ("11-20 20:00", "沈静文")):
        with at(when):
            commands.take(cast[name], camera)
    assert [(one.name, one.end) for one in DeviceHolding.objects.filter(device=camera).order_by("begin")] == [
        ("周启明", moment("11-20 20:00")),
        ("沈静文", None),
    ]
    with pytest.raises(Refusal, match="已经在您手里"):
        commands.take(cast["沈静文"], camera)


def test_a_scrapped_one_that_was_taken_all_the_same_is_on_record_and_flagged(cast, camera):
    register.record(cast["马骏"], devices.ref(camera), "device_scrapped", {"reason": "电池鼓包"}, origin="system")
    commands.take(cast["周启明"], camera)
    assert (row(camera).state, codes(camera)) == ("carried", ["odd"])


def test_somebody_else_brings_it_back(cast, camera):
    commands.take(cast["周启明"], camera)
    commands.give_back(cast["方志刚"], camera)
    assert (row(camera).state, codes(camera)) == ("store", ["not_holder"])


def test_the_keeper_who_takes_it_in_puts_it_down_for_its_holder(cast, camera):
    commands.take(cast["周启明"], camera)
    commands.give_back(cast["马骏"], camera)
    assert (row(camera).state, codes(camera)) == ("store", [])


def test_the_keeper_puts_down_that_somebody_has_had_it_since_the_morning(cast, camera):
    with at("11-20 12:00"):
        commands.give(cast["马骏"], camera, cast.people["沈静文"], moment("11-20 08:00"))
        with pytest.raises(Refusal, match="还没有到"):
            commands.give(cast["马骏"], camera, cast.people["沈静文"], moment("11-20 18:00"))
        with pytest.raises(Refusal, match="没有这个人"):
            commands.give(cast["马骏"], camera, uuid4())
    assert (row(camera).holder_name, row(camera).held_since) == ("沈静文", moment("11-20 08:00"))


def test_a_code_is_given_once_and_a_serial_that_another_bears_is_taken(cast, camera):
    with pytest.raises(Refusal, match="编号 DSJ-07 已经用在"):
        commands.register_device(cast["马骏"], {"code": "dsj-07", "sort": "camera"})
    twin = commands.register_device(cast["马骏"], {"code": "DSJ-08", "sort": "body_camera", "serial": "A1B2C3"})
    assert row(twin).serial == row(camera).serial


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"code": "", "sort": "camera"}, "编号和种类"),
        ({"code": "X-1", "sort": "toaster"}, "编号和种类"),
        ({"code": "X-1", "sort": "camera", "storage": "很多"}, "整数"),
    ],
)
def test_a_registration_that_lacks_something_says_what(cast, said, words):
    with pytest.raises(Refusal, match=words):
        commands.register_device(cast["马骏"], said)
    assert not DeviceRow.objects.exists()


def test_details_are_changed_with_a_reason_and_the_old_ones_stay_in_the_history(cast, camera):
    commands.change_device(cast["马骏"], camera, {"storage": "128"}, "换了存储卡")
    assert (row(camera).storage, row(camera).model) == (128, "G9")
    for said, reason, words in (({"storage": "256"}, " ", "原因"), ({"storage": "128"}, "没变", "一样")):
        with pytest.raises(Refusal, match=words):
            commands.change_device(cast["马骏"], camera, said, reason)


def test_a_transfer_counts_when_the_receiver_and_the_keeper_have_signed(cast, camera):
    number = commands.transfer(cast["马骏"], camera, cast.units["执法二中队"], cast.people["吴彦"], "二中队缺一台")
    assert row(camera).unit_name == "执法一中队"
    assert access.may(cast["吴彦"], "sign", devices.ref(camera))  # not of his unit yet, and he has to sign
    assert not access.may(cast["罗成"], "sign", devices.ref(camera))
    assert [paper["record"] for _, paper in queries.to_sign(cast["吴彦"])] == [str(number)]
    assert queries.to_sign(cast["马骏"]) == []  # the receiver first
    register.sign(cast["吴彦"], number, Signing(part="officers", about=str(cast.people["吴彦"]), signer="吴彦"))
    assert [paper["record"] for _, paper in queries.to_sign(cast["马骏"])] == [str(number)]
    register.opine(cast["马骏"], number, "keeper", "agreed")
    assert row(camera).waiting == []
    assert (row(camera).unit_name, row(camera).unit) == ("执法二中队", cast.units["执法二中队"])
    with pytest.raises(Refusal, match="已经配发"):
        commands.transfer(cast["马骏"], camera, cast.units["执法二中队"], cast.people["吴彦"], "再来")


def test_a_transfer_is_received_by_somebody_of_the_unit_it_goes_to(cast, camera):
    with pytest.raises(Refusal, match="周启明不是执法二中队的人"):
        commands.transfer(cast["马骏"], camera, cast.units["执法二中队"], cast.people["周启明"], "二中队缺一台")
    office = bureau.make_unit(cast["程远"], "办公室")  # nobody there holds a certificate: whoever comes for it signs
    assert commands.transfer(cast["马骏"], camera, office, cast.people["周启明"], "办公室借用")


@pytest.fixture
def broken(cast, camera):
    """周启明 carries the camera, says that it is broken, and has signed."""
    commands.take(cast["周启明"], camera)
    content = {"fault": "不能开机", "officers": cast.officers("周启明")}
    record = register.record(cast["周启明"], devices.ref(camera), "device_fault", content)
    register.sign(cast["周启明"], UUID(record.id), Signing(part="officers", about=str(cast.people["周启明"]), signer="周启明"))
    return UUID(record.id)


def waiting(person):
    return [(paper["record"], paper.get("stopped", "")) for _, paper in queries.to_sign(person)]


def test_a_fault_that_the_keeper_denies_leaves_the_camera_as_it_was_and_whoever_reported_it_hears_of_it(cast, camera, broken):
    assert row(camera).state == "faulty"
    register.opine(cast["马骏"], broken, "keeper", "refused", "换了电池，能开机")
    assert (row(camera).state, row(camera).holder_name) == ("carried", "周启明")
    assert waiting(cast["周启明"]) == [(str(broken), "不同意")]
    assert waiting(cast["马骏"]) == waiting(cast["沈静文"]) == []
    register.void(cast["周启明"], broken, "换电池后正常")
    assert (row(camera).state, waiting(cast["周启明"])) == ("carried", [])


def test_a_fault_that_is_sent_back_for_its_words_stays_one_and_waits_for_whoever_wrote_it(cast, camera, broken):
    register.opine(cast["马骏"], broken, "keeper", "returned", "写明卡里还有什么")
    assert row(camera).state == "faulty"
    assert waiting(cast["周启明"]) == [(str(broken), "已退回")]
    assert waiting(cast["马骏"]) == []


def test_a_clock_that_was_set_right_runs_from_zero(cast, camera):
    with at("11-20 09:00") as now:
        commands.check_clock(cast["马骏"], camera, now + timedelta(minutes=3), adjusted=False)
        assert (row(camera).drift, codes(camera)) == (180, ["drift"])
        commands.check_clock(cast["马骏"], camera, now + timedelta(minutes=3), adjusted=True)
        assert (row(camera).drift, codes(camera)) == (0, [])
        with pytest.raises(Refusal, match="屏幕"):
            commands.check_clock(cast["马骏"], camera, None, adjusted=False)


def test_the_word_that_filming_is_over_starts_the_hours(cast, camera):
    with at("11-20 08:00"):
        commands.take(cast["周启明"], camera)
    with at("11-20 21:48"):
        commands.recorded(cast["周启明"], camera, "蓝鲸网吧检查")
    (use,) = DeviceUse.objects.filter(device=camera)
    assert (use.begin, use.due, use.state) == (moment("11-20 08:00"), moment("11-21 21:48"), "open")
    duty = FindingRow.objects.get(subject=camera, provision="REG:27:on_device")
    assert (duty.status, duty.due_hi) == ("owed", moment("11-21 21:48"))


def test_a_second_tap_within_the_minute_is_the_same_word(cast, camera):
    with at("11-20 08:00"):
        commands.take(cast["周启明"], camera)
    with at("11-20 21:48"):
        commands.recorded(cast["周启明"], camera)
        with pytest.raises(Refusal, match="21:48 已经记过"):
            commands.recorded(cast["周启明"], camera)
    with at("11-20 21:50"):
        commands.recorded(cast["周启明"], camera)  # another film
    assert DeviceUse.objects.filter(device=camera).count() == 2


def test_it_was_not_filmed_with_this_one(cast, camera):
    commands.take(cast["周启明"], camera)
    commands.recorded(cast["周启明"], camera)
    use = DeviceUse.objects.get(device=camera)
    with pytest.raises(Refusal, match="请写明"):
        commands.not_used(cast["周启明"], use.entry, " ")
    with pytest.raises(Http404):
        commands.not_used(cast["吴彦"], use.entry, "不是我的")
    commands.not_used(cast["周启明"], use.entry, "误触")
    assert DeviceUse.objects.get(device=camera).state == "denied"
    assert not FindingRow.objects.filter(subject=camera, status="owed").exists()
    with pytest.raises(Refusal, match="已经办结"):
        commands.not_used(cast["周启明"], use.entry, "再来")


def test_a_film_on_a_lost_camera_is_declared_past_storing_and_stays_a_breach(cast, camera):
    commands.take(cast["周启明"], camera)
    commands.recorded(cast["周启明"], camera)
    duty = FindingRow.objects.get(subject=camera, provision="REG:27:on_device")
    register.declare_breached(cast["周启明"], devices.ref(camera), duty.key, "设备落水，取不出来")
    assert DeviceUse.objects.get(device=camera).state == "explained"
    assert FindingRow.objects.get(subject=camera, provision="REG:27:on_device").status == "breached"


def test_the_needs_of_a_unit_are_the_newest_word(cast):
    unit = cast.units["执法一中队"]
    commands.set_need(cast["马骏"], unit, "body_camera", "4", "武文旅〔2026〕3号")
    commands.set_need(cast["马骏"], unit, "body_camera", "5")
    commands.set_need(cast["马骏"], unit, "camera", "1")
    assert sorted(EquipmentNeed.objects.values_list("sort", "count")) == [("body_camera", 5), ("camera", 1)]
    for sort, count in (("toaster", "1"), ("camera", ""), ("camera", "-1")):
        with pytest.raises(Refusal):
            commands.set_need(cast["马骏"], unit, sort, count)


@pytest.mark.parametrize("name", ["周启明", "方志刚", "许知远", "程远", "顾怡"])
def test_only_the_keeper_puts_devices_on_the_books(cast, camera, name):
    for do in (
        lambda: commands.register_device(cast[name], {"code": "X-1", "sort": "camera"}),
        lambda: commands.set_need(cast[name], cast.units["执法一中队"], "camera", "1"),
    ):
        with pytest.raises(Refusal, match="装备管理员"):
            do()
    with pytest.raises((Refusal, Http404)):
        commands.change_device(cast[name], camera, {"model": "G10"}, "升级")


@pytest.mark.parametrize("name", ["许知远", "程远", "顾怡", "丁晓彤"])
def test_who_carries_no_camera_takes_none(cast, camera, name):
    with pytest.raises(Refusal, match="执法人员"):
        commands.take(cast[name], camera)


def test_a_device_that_is_not_there_is_not_taken(cast):
    with pytest.raises(Refusal, match="没有找到"):
        commands.take(cast["周启明"], uuid4())
    with pytest.raises(Refusal, match="没有找到设备“DSJ-99”"):
        devices.must_find(cast["周启明"], "DSJ-99")
