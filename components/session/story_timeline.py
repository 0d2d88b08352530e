"""Everything that is known to have happened to one session, newest first. Rules only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from components.audit.audit_changes import changes
from components.audit.audit_heading import ICONS
from components.formatting import safe_text, status
from components.formatting.numbers import bytes_text
from components.session.story_facts import LEAVES_ROW, Facts, changed_since, last_step
from components.session.story_words import VERBS, finished, reference
from language import _
from services.session_story import Replaced
from store.actions.receipts import AuditEntry
from store.sessions.lifecycle import Status

SAME_WRITE: Final = timedelta(seconds=5)
LATEST: Final = datetime.max.replace(tzinfo=UTC)
CREATED_ICON: Final = ":material/add_circle:"
REGENERATED_ICON: Final = ":material/autorenew:"


class Event(NamedTuple):
    """One line of the timeline, as markdown. `at` is None where only the order is known; `bulk` is
    the bulk reset that it was a part of, with its name.
    """

    at: datetime | None
    icon: str
    text: str
    note: str = ""
    bulk: tuple[UUID, str] | None = None


def events(facts: Facts, replaced: Sequence[Replaced], *, is_stuck: bool) -> list[Event]:
    """The timeline. What the backend did between two actions is known only by its traces."""
    dated = [
        (standing_since(facts, replaced), each) for each in backend_events(facts, is_stuck=is_stuck)
    ]
    for entry in facts.entries:
        dated.append((entry.at, action(entry)))
        if trace := failure_before(entry, facts.entries):
            dated.append((entry.at, trace))
    for code in replaced:
        if not any(is_edit_of(entry, code) for entry in facts.entries):
            text = _(
                "Generated again; the code before it, {size}, is kept", size=bytes_text(code.bytes)
            )
            moment = Event(code.at, REGENERATED_ICON, text)
            dated.append((code.at, moment))
    if created := facts.row.created_at:
        dated.append((created, Event(created, CREATED_ICON, _("Imported from Figma"))))
    # Stable: what shares a moment stays in the order in which it was put here.
    return [event for _, event in sorted(dated, key=lambda pair: pair[0], reverse=True)]


def standing_since(facts: Facts, replaced: Sequence[Replaced]) -> datetime:
    """When the backend's last write is listed: after everything that it wrote and people changed
    before, whatever the clocks say, but not after a later answer, which changes nothing.
    """
    row = facts.row
    touched = [entry.at for entry in facts.entries if entry.action not in LEAVES_ROW]
    moments = [row.updated_at, row.created_at, *touched, *(code.at for code in replaced)]
    return max((each for each in moments if each), default=LATEST)


def backend_events(facts: Facts, *, is_stuck: bool) -> Iterator[Event]:
    """What the backend wrote last; nothing if a person did."""
    row, touched = facts.row, [e for e in facts.entries if e.action not in LEAVES_ROW]
    since = changed_since(facts.entries)
    if touched and since is None:
        return
    look = status.STUCK if is_stuck else status.look(row.status)
    words: dict[str, str] = {
        Status.GENERATING: _("Generation started; nothing was heard since")
        if is_stuck
        else _("Generation started"),
        Status.READY: _("Generation finished"),
        Status.ERROR: _("Generation failed{reference}", reference=reference(row)),
        Status.PENDING: _("Waiting to be started"),
    }
    text = words.get(row.status or "", _("Status **{status}**", status=status.label(row.status)))
    is_result = row.status == Status.READY and last_step(facts.entries) is since
    note = finished(row, since) if since and is_result else backend_note(since)
    yield Event(row.updated_at, look.icon, text, note)


def backend_note(since: AuditEntry | None) -> str:
    """Whose change it came after."""
    if since is None:
        return ""
    verb = _(VERBS.get(since.action, _("acted on it")))
    return _(
        "By the backend, after {actor} {verb}.", actor=safe_text.escaped(since.actor, 80), verb=verb
    )


def action(entry: AuditEntry) -> Event:
    """What a person did, with what it changed and why."""
    verb = _(
        VERBS.get(entry.action, _("did “{action}”", action=safe_text.escaped(entry.action, 40)))
    )
    undone = _(" :gray-badge[:material/undo: undone since]") if entry.undone_by else ""
    notes = [
        changes(entry) if entry.action not in LEAVES_ROW else "",
        f"“{safe_text.escaped(entry.reason, 500)}”" if entry.reason else "",
    ]
    return Event(
        entry.at,
        ICONS.get(entry.action, ":material/bolt:"),
        f"**{safe_text.escaped(entry.actor, 80)}** {verb}{undone}",
        " · ".join(filter(None, notes)),
        (entry.batch_id, entry.bulk_name) if entry.batch_id and entry.bulk_name else None,
    )


def failure_before(entry: AuditEntry, entries: Sequence[AuditEntry]) -> Event | None:
    """The failure that an action ended, by the reference that it took away.

    None where a person had written that reference: then it is an event of its own.
    """
    code = entry.before.get("error_code")
    written = {other.after.get("error_code") for other in entries if other.id < entry.id}
    if not isinstance(code, str) or code in written:
        return None
    text = _("Failed with reference **{code}**", code=safe_text.escaped(code, 40))
    return Event(None, status.LOOKS[Status.ERROR].icon, text)


def is_edit_of(entry: AuditEntry, code: Replaced) -> bool:
    """Whether a person's edit, or its undo, is what replaced this code."""
    return "generated_code" in entry.before and abs(entry.at - code.at) < SAME_WRITE
