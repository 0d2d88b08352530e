"""The replies: every language has every text, and says only what is true and fit for a visitor."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from components.session import replies
from components.session.replies import Done, Subject
from components.session.story_facts import Situation
from store.actions.receipts import AuditEntry
from tests.components.session.stories import ago, entry

LANGUAGES = ("en", "de", "fr", "es", "pt")
NEEDS_REFERENCE = {"about_reference", "marked_failed"}
KEYS = {
    "name", "greeting", "about", "about_reference", "closing", "untouched", "reset_before", "sorry",
    *(str(situation) for situation in Situation),
}  # fmt: skip
OURS = re.compile(r"\b(backend|database|session|status|row|error_code|pending|LLM)\b", re.I)


def test_every_language_has_every_text_and_no_other() -> None:
    assert tuple(replies.languages()) == LANGUAGES
    for texts in replies.languages().values():
        assert set(texts) == KEYS


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_is_the_only_placeholder(language: str) -> None:
    for key, text in replies.languages()[language].items():
        placeholders = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        assert placeholders == ({"reference"} if key in NEEDS_REFERENCE else set()), key
        assert text.strip(), key
        assert not OURS.search(text), key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("situation", Situation)
def test_a_complete_reply(language: str, situation: Situation) -> None:
    with_one = replies.reply(Subject(situation, "BP-3F8A2C", Done.UNTOUCHED), language)
    without = replies.reply(Subject(situation, None, Done.UNTOUCHED), language)
    assert "BP-3F8A2C" in with_one
    assert "BP-" not in without
    assert "{" not in with_one + without
    assert len(with_one.split("\n\n")) == len(without.split("\n\n")) == 4


def test_a_reply_says_what_was_done_and_what_was_not() -> None:
    def said(situation: Situation, done: Done) -> str:
        return replies.reply(Subject(situation, "BP-3F8A2C", done), "en")

    untouched, before = "We have not changed anything yet.", "We reset it before"
    assert untouched in said(Situation.FAILED, Done.UNTOUCHED)
    assert before in said(Situation.FAILED, Done.RESET_BEFORE)
    assert untouched not in said(Situation.STUCK, Done.SOMETHING)
    assert "We reset it for you." in said(Situation.RESET, Done.RESET_BEFORE)
    assert before not in said(Situation.RESET, Done.RESET_BEFORE)
    stuck = said(Situation.STUCK, Done.RESET_BEFORE)
    assert "that did not help. We are sorry for the wait.\n\nKind regards" in stuck


def test_a_session_marked_as_failed_without_a_reference_is_answered_without_one() -> None:
    reply = replies.reply(Subject(Situation.MARKED_FAILED, None, Done.SOMETHING), "en")
    assert "failed. Nothing is wrong on your side" in reply


@pytest.mark.parametrize("value", ["", "feedface-1111", "BP-3F8A2C and more", "bp3f8a2c"])
def test_references_of_others_are_left_out(value: str) -> None:
    reply = replies.reply(Subject(Situation.FAILED, value, Done.UNTOUCHED), "en")
    assert not value or value not in reply


@pytest.mark.parametrize(
    ("entries", "done"),
    [
        ([], Done.UNTOUCHED),
        ([entry("reveal", ago(hours=1)), entry("answer", ago(hours=2))], Done.UNTOUCHED),
        ([entry("edit", ago(hours=1))], Done.SOMETHING),
        ([entry("fail", ago(hours=1)), entry("reset", ago(hours=2))], Done.RESET_BEFORE),
    ],
)
def test_what_was_done(entries: list[AuditEntry], done: Done) -> None:
    assert replies.progress(entries) is done
