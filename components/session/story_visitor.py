"""What the visitor of a session sees, in a sentence."""

from __future__ import annotations

from components.formatting import safe_text, status
from components.session.story_facts import (
    Facts,
    Situation,
)
from language import _
from store.sessions.lifecycle import Status


def sees(where: Situation, facts: Facts) -> str:
    """What is on the visitor's screen."""
    row = facts.row
    if where is Situation.STUCK:
        return _("A spinner that never ends.")
    if row.status == Status.ERROR:
        code = safe_text.escaped(row.error_code or "", 40)
        return (
            _("“Ref: {code}” and a retry button.", code=code)
            if code
            else _("An error and a retry button.")
        )
    if row.status == Status.PENDING:
        return _("The start button.")
    if row.status == Status.GENERATING:
        return _("A spinner.")
    if row.status == Status.READY:
        return (
            _("Their prototype.")
            if row.code_bytes
            else _("A finished session without a prototype.")
        )
    return _(
        "Not known: their page may not know the status “{status}”.", status=status.label(row.status)
    )
