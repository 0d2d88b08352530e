"""Everything known about one session, in order of time."""

from __future__ import annotations

from components.session import story_timeline
from components.session.story_facts import Facts
from services.session_story import Replaced
from store.actions.receipts import AuditEntry
from store.records import SessionSummary
from tests.components.session.stories import ago, entry, session


def code(**amount: float) -> Replaced:
    return Replaced(ago(**amount), bytes=3_400)


def told(
    row: SessionSummary, *entries: AuditEntry, replaced: tuple[Replaced, ...] = ()
) -> list[tuple[str, str]]:
    """The events' texts with their notes, newest first."""
    events = story_timeline.events(Facts(row, entries), replaced, is_stuck=False)
    return [(event.text, event.note) for event in events]


def test_all_events_are_listed_newest_first() -> None:
    row = session("ready", ago(hours=1), code_bytes=3_000)
    reset = entry(
        "reset",
        ago(hours=2),
        is_unchanged=False,
        reason="ticket 4711",
        before={"status": "error", "error_code": "BP-3F8A2C"},
        after={"status": "pending", "error_code": None},
    )
    answered = entry("answer", ago(minutes=90), actor="bob")
    assert told(row, answered, reset, replaced=(code(days=1),)) == [
        (
            "Generation finished",
            "The backend finished it 1 h later: the visitor started again, or the earlier run was "
            "still alive.",
        ),
        ("**bob** answered the visitor", ""),
        (
            "**alice** reset it",
            r"status error → **pending** · reference BP\-3F8A2C → **none** · “ticket 4711”",
        ),
        (r"Failed with reference **BP\-3F8A2C**", ""),
        ("Generated again; the code before it, 3.4 KB, is kept", ""),
        ("Imported from Figma", ""),
    ]


def test_an_answer_after_the_failure_stands_above_it() -> None:
    row = session("error", ago(hours=1), error_code="BP-3F8A2C")
    texts = [
        text
        for text, _ in told(row, entry("answer", ago(minutes=1)), entry("reveal", ago(hours=2)))
    ]
    assert texts == [
        "**alice** answered the visitor",
        r"Generation failed with reference **BP\-3F8A2C**",
        "**alice** revealed its full session id",
        "Imported from Figma",
    ]


def test_what_has_no_moment_stands_first() -> None:
    row = session("error", None, created_at=None)
    texts = [text for text, _ in told(row, entry("answer", ago(minutes=1)))]
    assert texts == ["Generation failed", "**alice** answered the visitor"]


def test_a_reference_written_by_a_person_is_not_a_backend_failure() -> None:
    failed = entry("fail", ago(hours=3), is_unchanged=False, after={"error_code": "BP-000001"})
    reset = entry("reset", ago(hours=2), before={"error_code": "BP-000001"})
    texts = [text for text, _ in told(session("pending", ago(hours=2)), reset, failed)]
    assert texts == ["**alice** reset it", "**alice** marked it as failed", "Imported from Figma"]


def test_a_code_edit_is_not_listed_twice() -> None:
    edited = entry("edit", ago(hours=1), before={"generated_code": {"bytes": 1, "sha256": "0"}})
    codes = (code(hours=1), code(hours=5))
    texts = [text for text, _ in told(session("ready", ago(hours=1)), edited, replaced=codes)]
    assert texts == [
        "**alice** edited it",
        "Generated again; the code before it, 3.4 KB, is kept",
        "Imported from Figma",
    ]


def test_a_failure_after_a_reset_says_so() -> None:
    row = session("error", ago(minutes=5), error_code="BP-3F8A2C")
    first = told(row, entry("reset", ago(hours=1), is_unchanged=False))[0]
    assert first == (
        r"Generation failed with reference **BP\-3F8A2C**",
        "By the backend, after alice reset it.",
    )
