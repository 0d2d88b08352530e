"""Who answered the visitor, in words."""

from __future__ import annotations

from components.session import story_reply
from tests.components.session.stories import CLOCK, ago, entry


def test_what_was_answered_is_said_in_words() -> None:
    answered = entry("answer", ago(minutes=5), actor="bob", scope="import_failed, English")
    words = story_reply.answered_text([answered], CLOCK)
    assert "Answered by **bob** 5 min ago (import failed, English)." in words
