"""The parts that the sentences of a story, and its timeline, are made of, as markdown."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from typing import Final

from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.durations import duration_text
from components.formatting.times import ago, length
from components.session.story_facts import LONGEST_MEASURED, Facts
from language import N_, _
from store.actions.receipts import AuditEntry
from store.records import SessionSummary
from store.sessions.lifecycle import FASTEST

VERBS: Final = MappingProxyType(
    {
        "reset": N_("reset it"),
        "fail": N_("marked it as failed"),
        "undo": N_("undid an action on it"),
        "edit": N_("edited it"),
        "delete": N_("deleted it"),
        "reveal": N_("revealed its full session id"),
        "answer": N_("answered the visitor"),
    }
)


def action_text(entry: AuditEntry, clock: Clock) -> str:
    """Who did what and when: `**alice** reset it 4 min ago`."""
    verb = _(
        VERBS.get(entry.action, _("did “{action}”", action=safe_text.escaped(entry.action, 40)))
    )
    return f"**{safe_text.escaped(entry.actor, 80)}** {verb} {ago(entry.at, clock.now)}"


def reason_text(entry: AuditEntry) -> str:
    """The reason that was given, as a sentence of its own."""
    return (
        _(" Reason: “{reason}”.", reason=safe_text.escaped(entry.reason, 300))
        if entry.reason
        else ""
    )


def reference(row: SessionSummary) -> str:
    """The reference that the visitor was given."""
    code = safe_text.escaped(row.error_code or "", 40)
    return _(" with reference **{code}**", code=code) if code else ""


def usual(facts: Facts) -> str:
    """How long nearly all others take, where it was measured."""
    if facts.times is None:
        return _("; how long others take was not read just now")
    return (
        _("; 99 % finish within {duration}", duration=duration_text(facts.times.p99))
        if facts.times.p99
        else ""
    )


def took(facts: Facts) -> str:
    """How long the run took, where the row can tell: it was generated once and never acted on."""
    row = facts.row
    if facts.entries or row.created_at is None or row.updated_at is None:
        return ""
    seconds = row.updated_at - row.created_at
    is_known = timedelta(0) < seconds <= LONGEST_MEASURED
    return _(" after {duration}", duration=duration_text(seconds)) if is_known else ""


def finished(row: SessionSummary, last: AuditEntry) -> str:
    """What the backend did after a reset, and whether it can have been a new start."""
    if row.updated_at is None:
        return _("The backend has finished it since.")
    later = row.updated_at - last.at
    if later < timedelta(0):
        return _("The backend has finished it since.")
    if later < FASTEST:
        return _(
            "The backend finished it {duration} later, too soon for a new start: "
            "**the earlier run was still alive**.",
            duration=duration_text(later),
        )
    return _(
        "The backend finished it {length} later: the visitor started again, or "
        "the earlier run was still alive.",
        length=length(later),
    )
