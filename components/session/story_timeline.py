"""Everything that is known to have happened to one session, newest first. Rules only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from components.audit.audit_changes import changes
from components.audit.audit_list import ICONS
from components.formatting import safe_text, status
from components.formatting.numbers import bytes_text
from components.session.story_facts import LEAVES_ROW, Facts, changed_since, last_step
from components.session.story_words import VERBS, finished, reference
from services.session_story import Replaced
from store.actions.receipts import AuditEntry
from store.sessions.lifecycle import Status

SAME_WRITE: Final = timedelta(seconds=5)
CREATED_ICON: Final = ":material/add_circle:"
REGENERATED_ICON: Final = ":material/autorenew:"


class Event(NamedTuple):
    """One line of the timeline, as markdown. `at` is None where only the order is known."""

    at: datetime | None
    icon: str
    text: str
    note: str = ""


def events(facts: Facts, replaced: Sequence[Replaced], *, is_stuck: bool) -> list[Event]:
    """The timeline. What the backend did between two actions is known only by its traces."""
    dated: list[tuple[datetime, Event]] = []
    for entry in facts.entries:
        dated.append((entry.at, action(entry)))
        if trace := failure_before(entry, facts.entries):
            dated.append((entry.at, trace))
    for code in replaced:
        if not any(is_edit_of(entry, code) for entry in facts.entries):
            text = f"Generated again; the code before it, {bytes_text(code.bytes)}, is kept"
            moment = Event(code.at, REGENERATED_ICON, text)
            dated.append((code.at, moment))
    if created := facts.row.created_at:
        dated.append((created, Event(created, CREATED_ICON, "Imported from Figma")))
    # Stable: what shares a moment stays in the order in which it was put here.
    older = [event for _, event in sorted(dated, key=lambda pair: pair[0], reverse=True)]
    return [*now(facts, is_stuck=is_stuck), *older]


def now(facts: Facts, *, is_stuck: bool) -> Iterator[Event]:
    """What the backend wrote last; nothing if a person did."""
    row, touched = facts.row, [e for e in facts.entries if e.action not in LEAVES_ROW]
    since = changed_since(facts.entries)
    if touched and since is None:
        return
    look = status.STUCK if is_stuck else status.look(row.status)
    words: dict[str, str] = {
        Status.GENERATING: "Generation started; nothing was heard since"
        if is_stuck
        else "Generation started",
        Status.READY: "Generation finished",
        Status.ERROR: f"Generation failed{reference(row)}",
        Status.PENDING: "Waiting to be started",
    }
    text = words.get(row.status or "", f"Status **{status.label(row.status)}**")
    is_result = row.status == Status.READY and last_step(facts.entries) is since
    note = finished(row, since) if since and is_result else by(since)
    yield Event(row.updated_at, look.icon, text, note)


def by(since: AuditEntry | None) -> str:
    """Whose change it came after."""
    if since is None:
        return ""
    verb = VERBS.get(since.action, "acted on it")
    return f"By the backend, after {safe_text.escaped(since.actor, 80)} {verb}."


def action(entry: AuditEntry) -> Event:
    """What a person did, with what it changed and why."""
    verb = VERBS.get(entry.action, f"did “{safe_text.escaped(entry.action, 40)}”")
    undone = " :gray-badge[:material/undo: undone since]" if entry.undone_by else ""
    notes = [
        bulk_name(entry),
        changes(entry) if entry.action not in LEAVES_ROW else "",
        f"“{safe_text.escaped(entry.reason, 500)}”" if entry.reason else "",
    ]
    return Event(
        entry.at,
        ICONS.get(entry.action, ":material/bolt:"),
        f"**{safe_text.escaped(entry.actor, 80)}** {verb}{undone}",
        " · ".join(filter(None, notes)),
    )


def bulk_name(entry: AuditEntry) -> str:
    """A link to the bulk reset that an action was a part of."""
    if entry.bulk_name is None:
        return ""
    name = safe_text.escaped(entry.bulk_name, 80)
    return f"bulk reset [{name}](bulk?batch={entry.batch_id})"


def failure_before(entry: AuditEntry, entries: Sequence[AuditEntry]) -> Event | None:
    """The failure that an action ended, by the reference that it took away.

    None where a person had written that reference: then it is an event of its own.
    """
    code = entry.before.get("error_code")
    written = {other.after.get("error_code") for other in entries if other.id < entry.id}
    if not isinstance(code, str) or code in written:
        return None
    text = f"Failed with reference **{safe_text.escaped(code, 40)}**"
    return Event(None, status.LOOKS[Status.ERROR].icon, text)


def is_edit_of(entry: AuditEntry, code: Replaced) -> bool:
    """Whether a person's edit, or its undo, is what replaced this code."""
    return "generated_code" in entry.before and abs(entry.at - code.at) < SAME_WRITE
