"""The same uploads by tus-js-client, the client of the pages, run by Node.js against a live server."""

import json
import subprocess

import pytest

from liuhen.operating import node
from liuhen.operating.frontend import FRONTEND
from liuhen.recordings.models import RecordingRow
from tests.recordings.people import TOKEN

CLIENT = FRONTEND / "node_modules" / "tus-js-client" / "lib.es5" / "node" / "index.js"

pytestmark = pytest.mark.skipif(
    not CLIENT.exists(), reason="the front end's packages are not installed here (./liuhen test installs them)"
)

PROGRAM = """
const fs = require("fs");
const tus = require(process.argv[1]);
const order = JSON.parse(process.argv[2]);
const content = fs.readFileSync(order.path);
const told = [];
function run(more) {
  return new Promise((resolve) => {
    const upload = new tus.Upload(content, {
      endpoint: order.url + "/uploads/", headers: order.headers, metadata: order.metadata, retryDelays: [0, 100],
      onError: (error) => resolve({ upload, status: error.originalResponse?.getStatus(), body: error.originalResponse?.getBody(),
                                    type: error.originalResponse?.getHeader("Content-Type") }),
      onSuccess: ({ lastResponse }) => resolve({ upload, recording: lastResponse.getHeader("Liuhen-Recording"),
                                                 duplicate: lastResponse.getHeader("Liuhen-Duplicate") ?? "" }),
      ...more(resolve, () => upload),
    });
    upload.start();
  });
}
(async () => {
  if (order.cut) {
    const first = await run((resolve, self) => ({ chunkSize: Math.floor(content.length / 10), onChunkComplete: (_size, accepted) => {
      if (accepted >= content.length * 0.6) self().abort().then(() => resolve({ upload: self(), accepted })); } }));
    told.push({ accepted: first.accepted });
    const sent = [];
    const again = await run(() => ({ uploadUrl: first.upload.url, onProgress: (bytes) => sent.push(bytes) }));
    told.push({ recording: again.recording, duplicate: again.duplicate, from: sent[0] });
  } else {
    const { upload, ...rest } = await run(() => ({}));
    told.push(rest);
  }
  console.log(JSON.stringify(told));
})();
"""


def send(desk, path, *, cut=False, **metadata):
    cookies = "; ".join(f"{one.name}={one.value}" for one in desk.cookies)
    headers = {"Cookie": cookies, "X-CSRFToken": TOKEN}
    order = {"url": desk.url, "path": str(path), "headers": headers, "metadata": metadata, "cut": cut}
    done = subprocess.run(
        [node.program(), "-e", PROGRAM, str(CLIENT), json.dumps(order)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_tus_js_client_uploads_a_film(person, clips):
    (told,) = send(person("周启明"), clips["mp4"], filename="DSJ-07 第2段.mp4")
    row = RecordingRow.objects.get()
    assert (told["recording"], told["duplicate"], row.name) == (str(row.pk), "", "DSJ-07 第2段.mp4")


def test_tus_js_client_goes_on_after_being_cut_at_sixty_per_cent(person, clips):
    first, then = send(person("周启明"), clips["mp4"], cut=True, filename="a.mp4")
    size = clips["mp4"].stat().st_size
    assert size * 0.6 <= first["accepted"] < size
    assert then["from"] >= first["accepted"]
    assert then["recording"] == str(RecordingRow.objects.get().pk)
    assert RecordingRow.objects.get().size == size


def test_tus_js_client_hands_the_sentence_of_a_refusal_through(person, tmp_path):
    path = tmp_path / "scan.mp4"
    path.write_bytes(b"%PDF-1.7\n" * 100)
    (told,) = send(person("周启明"), path, filename="scan.mp4")
    assert (told["status"], told["type"]) == (422, "text/plain; charset=utf-8")
    assert "附在对应的文书里" in told["body"]


def test_tus_js_client_learns_that_the_file_was_there(person, clips):
    send(person("周启明"), clips["wav"], filename="a.wav")
    (told,) = send(person("周启明"), clips["wav"], filename="a.wav")
    assert told["duplicate"] == "yes"
