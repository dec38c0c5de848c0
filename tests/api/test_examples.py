"""The examples of docs/api.md, run as they stand by a shell, as a maker would paste them."""

import json
import os
import re
import shutil
import subprocess

import pytest

from liuhen.lib.home import PROJECT
from liuhen.recordings.models import DeviceRow, RecordingRow
from tests.recordings.test_devices import put

PAGE = (PROJECT / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)


def test_the_page_names_what_the_interface_has():
    from liuhen.api.catalogue import catalogue

    for operation in catalogue():
        head = operation.path.split("{")[0].rstrip("/")
        assert head in PAGE, head
    assert len(BLOCKS) == 5


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_every_command_of_the_page_does_what_it_says(box, cast, clips):
    put(cast, "DSJ-07")
    station = box()
    script = "set -eu\n" + "\n".join(BLOCKS).replace(
        "export AT=http://127.0.0.1:8000/api/v1 TOKEN=lhs_...", f"export AT={station.root} TOKEN={station.token}"
    )
    environment = {**os.environ, "FILE": str(clips["mp4"]), "no_proxy": "127.0.0.1"}
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=environment, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    told = list(decoded(done.stdout))
    assert told[0]["name"] == "一中队采集站"
    assert told[2]["devices"][0]["code"] == "DSJ-07"
    assert told[3]["files"][0]["action"] == "send"
    assert (told[-2]["state"], told[-1]["state"]) == ("stored", "stored")
    row = RecordingRow.objects.get()
    assert (row.device, row.taken_by) == ("DSJ-07", cast.people["周启明"])
    assert DeviceRow.objects.get().docked_station == "一中队采集站"


def decoded(text):
    """One JSON value after the other."""
    decoder, at = json.JSONDecoder(), 0
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        yield value
