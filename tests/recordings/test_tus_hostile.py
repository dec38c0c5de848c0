"""What a page's upload may be made to say: never an error of ours, and each refusal is told in Chinese with its own status."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from requests.exceptions import ConnectionError as Broken
from requests.exceptions import InvalidHeader

from liuhen.recordings.models import RecordingRow
from tests.api.test_uploads_hostile import FEW, KEYS, MANY, headers, said


def told(answer):
    assert answer.status_code < 500, answer.text
    assert answer.status_code < 400 or re.search("[\u4e00-\u9fff]", answer.text), (answer.status_code, answer.text)
    return answer.status_code


@MANY
@given(words=headers, body=st.binary(max_size=19))
def test_no_head_of_a_request_brings_an_error_of_ours(person, words, body):
    desk = person("周启明")
    try:
        told(desk.post(f"{desk.url}/uploads/", data=body, headers=words))
    except (Broken, InvalidHeader):
        return  # the client would not send it, or the server hung up on what is no HTTP
    assert not RecordingRow.objects.exists()  # of twenty bytes announced nineteen came at most


@FEW
@example(words={"what": "\0", "device": "DSJ\0-07"})
@given(words=st.dictionaries(st.sampled_from(KEYS), said, max_size=5))
def test_whatever_is_said_of_an_upload_is_taken_or_refused(person, words):
    desk = person("周启明")
    assert told(desk.post(f"{desk.place(10)}facts", data=words)) in {200, 404, 422}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "PROPFIND"])
def test_a_method_that_an_address_does_not_know_is_told_which_it_does(person, method):
    desk = person("周启明")
    answer = desk.request(method, f"{desk.url}/uploads/")
    assert (told(answer), answer.headers["Allow"]) == (405, "OPTIONS, POST, GET")
