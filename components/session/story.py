"""The story of one session in three sentences: what happened, what the visitor sees, what helps.

Rules only: facts in, text out. What each status shows to the visitor: docs/backend.md.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, NamedTuple

from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.times import ago
from components.session.story_facts import (
    LEAVES_ROW,
    OFTEN,
    Facts,
    Situation,
    changed_since,
    last_step,
    resets,
    situation,
)
from components.session.story_visitor import sees
from components.session.story_words import (
    action_text,
    finished,
    reason_text,
    reference,
    took,
    usual,
)
from language import N_, _
from store.principal import Action
from store.sessions.lifecycle import Step

HELPS: Final = MappingProxyType(
    {
        Situation.STUCK: N_(
            "**Reset** replaces the spinner with the start button. Nothing is "
            "generated until they press it."
        ),
        Situation.FAILED: N_(
            "Their retry button starts it again: **send the reply**. A reset would "
            "replace the error with the start button."
        ),
        Situation.IMPORT_FAILED: N_(
            "Retrying fails until Figma lets us read the file: **send the reply**, "
            "which says what to check."
        ),
        Situation.MARKED_FAILED: N_("Their retry button starts it again: **send the reply**."),
        Situation.RESET: N_(
            "Only they can start it again: **send the reply**, which asks them to."
        ),
        Situation.READY: N_(
            "Nothing has to be done. A reset would take the prototype from them, so it asks first."
        ),
        Situation.OTHER: N_("Nothing is known to be wrong."),
    }
)


class Story(NamedTuple):
    """The three sentences, as markdown. `recommended` is the step that helps most, if any does."""

    situation: Situation
    happened: str
    sees: str
    helps: str
    recommended: Step | None = None

    @property
    def is_over(self) -> bool:
        """Whether nobody has to do anything: the visitor has a prototype."""
        return self.situation is Situation.READY


def build(facts: Facts, clock: Clock) -> Story | None:
    """The story; None where there is none: nothing is wrong, and nobody did anything."""
    where = situation(facts, clock)
    if not facts.entries and where not in {
        Situation.STUCK,
        Situation.FAILED,
        Situation.IMPORT_FAILED,
    }:
        return None
    helps, recommended = what_helps(where, facts, clock)
    return Story(where, happened(where, facts, clock), sees(where, facts), helps, recommended)


def happened(where: Situation, facts: Facts, clock: Clock) -> str:
    """What happened, in one or two sentences."""
    row, last = facts.row, last_step(facts.entries)
    if where is Situation.STUCK:
        return f"{stopped(facts, clock)}{repeated_failure(facts, clock)}"
    if where is Situation.MARKED_FAILED and last:
        return f"{action_text(last, clock)}{reference(row)}.{reason_text(last)}"
    if where in {Situation.FAILED, Situation.IMPORT_FAILED}:
        return failed(where, facts, clock)
    if where is Situation.RESET and last:
        return _(
            "{done}.{why} Nobody has started it again since.",
            done=action_text(last, clock),
            why=reason_text(last),
        )
    if where is Situation.RUNNING:
        after = _(", after {done}", done=action_text(last, clock)) if last else ""
        started = safe_text.escaped(ago(row.updated_at, clock.now))
        return _(
            "Generation started {started}{after}{usual}.",
            started=started,
            after=after,
            usual=usual(facts),
        )
    if where is Situation.READY and last and changed_since(facts.entries) is last:
        return f"{action_text(last, clock)}.{reason_text(last)} {finished(row, last)}"
    first = next((e for e in facts.entries if e.action not in LEAVES_ROW), facts.entries[0])
    return f"{action_text(first, clock)}.{reason_text(first)}"


def stopped(facts: Facts, clock: Clock) -> str:
    """Since when a stuck session is silent, and how long others take."""
    since = facts.row.updated_at or facts.row.created_at
    if since is None:
        return _("Generation started at an unknown time and never finished.")
    return _(
        "Generation started {ago} and has not been heard of since{usual}.",
        ago=safe_text.escaped(ago(since, clock.now)),
        usual=usual(facts),
    )


def repeated_failure(facts: Facts, clock: Clock) -> str:
    """That a reset did not help before."""
    count, last = resets(facts.entries, clock), last_step(facts.entries)
    if count > 1:
        return _(
            " It has been reset **{count} times within 72 h**, and stopped again each time.",
            count=count,
        )
    if last and last.action == Action.RESET:
        return _(" It stopped again after {done}.", done=action_text(last, clock))
    return ""


def failed(where: Situation, facts: Facts, clock: Clock) -> str:
    """When it failed, with which reference, and whether a reset came before."""
    row, last = facts.row, last_step(facts.entries)
    when = safe_text.escaped(ago(row.updated_at, clock.now))
    once_more = _(" again") if last and last.action == Action.RESET else ""
    after = _(", after {done}", done=action_text(last, clock)) if once_more and last else ""
    if where is Situation.IMPORT_FAILED and facts.design:
        note = safe_text.escaped(facts.design.reason, 160).rstrip(".")
        return _(
            "The import from Figma failed{once_more} {when}{reference}{after}, so "
            "nothing was generated. {note}.",
            once_more=once_more,
            when=when,
            reference=reference(row),
            after=after,
            note=note,
        )
    return _(
        "Generation failed{once_more} {when}{took}{reference}{after}.",
        once_more=once_more,
        when=when,
        took=took(facts),
        reference=reference(row),
        after=after,
    )


def what_helps(where: Situation, facts: Facts, clock: Clock) -> tuple[str, Step | None]:
    """What to do and what that does to the visitor's screen, and the step that it is."""
    if where is Situation.STUCK and resets(facts.entries, clock) >= OFTEN:
        return (
            _(
                "**Mark as failed** replaces the spinner with a reference and a retry "
                "button. Another reset is unlikely to help; tell engineering, too."
            ),
            Step.FAIL,
        )
    if where is Situation.RUNNING:
        return _(
            "Wait. Without an update for {stuck_minutes} min it counts as stuck.",
            stuck_minutes=clock.stuck_minutes,
        ), None
    return _(HELPS[where]), Step.RESET if where is Situation.STUCK else None
