"""Signed notes and checkpoints as C2SP writes them."""

from contextlib import suppress

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from liuhen.ledger import note
from liuhen.ledger.note import Checkpoint, NoteError, Signer, Verifier

# The example of the Go package x/mod/sumdb/note, whose notes C2SP specifies.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETERS_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
SIGNER = Signer("liuhen/log", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))


def test_a_note_that_others_made_verifies():
    assert note.parse(PETERS_NOTE).signed_by(Verifier.parse(PETER))
    assert Verifier.parse(PETER).text == PETER


def test_a_changed_note_does_not():
    assert not note.parse(PETERS_NOTE.replace("answer", "remedy")).signed_by(Verifier.parse(PETER))


def test_a_checkpoint_is_read_back_as_it_was_signed():
    checkpoint = Checkpoint("liuhen/log", 20852163, bytes(range(32)), ("extension 1",))

    signed = SIGNER.sign(checkpoint.text)

    assert note.opened(signed, [SIGNER.verifier]) == checkpoint
    assert signed.startswith("liuhen/log\n20852163\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\nextension 1\n\n— liuhen/log ")


def test_further_signatures_do_not_disturb_and_do_not_help():
    other = Signer("witness", Ed25519PrivateKey.generate())
    text = Checkpoint("liuhen/log", 1, bytes(32)).text
    both = SIGNER.sign(text) + other.sign(text).split("\n\n")[1]

    assert note.opened(both, [SIGNER.verifier]).size == 1
    with pytest.raises(NoteError):
        note.opened(other.sign(text), [SIGNER.verifier])


def test_another_key_under_the_same_name_is_not_taken():
    impostor = Signer(SIGNER.name, Ed25519PrivateKey.generate())

    with pytest.raises(NoteError):
        note.opened(impostor.sign(Checkpoint("liuhen/log", 1, bytes(32)).text), [SIGNER.verifier])


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\n- name AAAA\n",
        "text\n\n— name\n",
        "text\n\n— name !!!!\n",
        "text\n\n— na+me AAAAAAAA\n",
        "text\n\n— name AAAA\n",  # too short for a key id and a signature
        PETERS_NOTE.rstrip("\n"),
        PETERS_NOTE.replace("\n", "\r\n"),
        PETERS_NOTE + "\n",
    ],
)
def test_what_is_no_note_is_refused(broken: str):
    with pytest.raises(NoteError):
        note.parse(broken)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n",
        "origin\n1\n",
        f"origin\n01\n{'A' * 43}=\n",  # leading zero
        f"origin\n-1\n{'A' * 43}=\n",
        f"origin\n１\n{'A' * 43}=\n",  # a full-width digit
        "origin\n1\nAAAA\n",  # root too short
        f"\n1\n{'A' * 43}=\n",
        f"origin\n1\n{'A' * 43}=\n\n",
        f"origin\n1\n{'A' * 43}=",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str):
    with pytest.raises(NoteError):
        note.parse_checkpoint(text)


@pytest.mark.parametrize(
    "text", ["", "name", "name+00000000+AAAA", PETER[:-4] + "AAAA", PETER.replace("c74f20a3", "c74f20a4"), "a b" + PETER]
)
def test_what_is_no_key_is_refused(text: str):
    with pytest.raises(NoteError):
        Verifier.parse(text)


def test_a_signer_signs_only_what_can_be_read_back():
    with pytest.raises(NoteError):
        SIGNER.sign("no newline at the end")


@given(st.text())
def test_any_text_is_read_or_refused_and_nothing_else(text: str):
    with suppress(NoteError):
        note.parse_checkpoint(note.parse(text).text)
