"""The counter's camera of the demo: set up as a bureau would, with nothing behind its address. Its page says that it is not connected."""

from datetime import datetime, time, timedelta

from liuhen.cameras import commands
from liuhen.cameras.commands import Setting
from liuhen.operating.demo.telling import Tale
from liuhen.regulation.when import CST

#: This machine itself, where no camera answers: whoever wants to see it work starts one there.
ADDRESS = "rtsp://127.0.0.1:8554/live"


def camera(tale: Tale) -> None:
    """Entered by the keeper some weeks ago."""

    def act() -> None:
        setting = Setting(counter="一楼受理窗口", on=True, sign=True)
        commands.enter(tale.cast.actors["linqiu"], "CK-01", setting, address=ADDRESS)

    tale.plan(datetime.combine(tale.today - timedelta(days=21), time(9, 40), CST), act)
