"""What became of the sessions of a bulk reset: a bar, and the same in words with icons."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from types import MappingProxyType
from typing import Final, NamedTuple

import streamlit as st

from components.feedback import messages
from components.formatting import safe_text, status
from components.formatting.status import Look
from language import N_, _, format_plain, recognized
from services.bulk_resets import Progress
from store.bulk_resets.bulk_records import DELETED, STUCK_AGAIN, UNDONE, OutcomeRow, Outcomes
from store.sessions.lifecycle import Status

SKIPPED: Final = "skipped"
WAITING: Final = N_("not reached")
OWN_LOOKS: Final = MappingProxyType(
    {
        STUCK_AGAIN: status.STUCK,
        DELETED: Look("gray", ":material/delete:"),
        UNDONE: Look("gray", ":material/undo:"),
        SKIPPED: Look("gray", ":material/block:"),
        WAITING: Look("gray", ":material/more_horiz:"),
    }
)
# The colors of the bar have to suit both the light and the dark theme.
PAINTS: Final = MappingProxyType(
    {
        "green": "#3f9d63",
        "red": "#d0605e",
        "blue": "#4c86d8",
        "orange": "#d08a2e",
        "violet": "#9673e0",
        "gray": "#8b94a7",
    }
)
FADED: Final = MappingProxyType({SKIPPED: 0.45, WAITING: 0.2, DELETED: 0.6, UNDONE: 0.6})
ORDER: Final = ("ready", "generating", "pending", "error", STUCK_AGAIN)
HEIGHT: Final = 12
NO_BREAK: Final = "\N{NO-BREAK SPACE}"
NOT_STARTED: Final = N_("Pending: their visitors have not pressed the start button yet.")


class Part(NamedTuple):
    """So many sessions of one outcome."""

    name: str
    rows: int
    look: Look

    def markdown(self) -> str:
        """Icon, number and word in the outcome's color."""
        name = safe_text.escaped(display_name(self.name), 40)
        return format_plain(
            ":{color}[{icon}{no_break}**{rows:,}**{no_break}{name}]",
            color=self.look.color,
            icon=self.look.icon,
            no_break=NO_BREAK,
            rows=self.rows,
            name=name,
        )

    def plain(self) -> str:
        """The same without icon and color."""
        return format_plain("{rows:,} {name}", rows=self.rows, name=display_name(self.name))


def display_name(name: str) -> str:
    """An outcome or a status in words."""
    return _(name) if name in OWN_LOOKS else status.translated(name)


def look(name: str) -> Look:
    """How to show an outcome or a status."""
    return OWN_LOOKS.get(name) or status.look(name)


def reset_parts(outcomes: Outcomes) -> list[Part]:
    """What the reset sessions are now; known statuses in a fixed order, so that nothing jumps."""
    places = {name: place for place, name in enumerate(ORDER)}
    now = sorted(outcomes.now, key=lambda each: places.get(each[0], len(places)))
    return [Part(name, rows, look(name)) for name, rows in now]


def sentence(outcomes: Outcomes, remaining: int) -> str:
    """`16 reset: 2 ready, 1 error, 2 generating, 11 pending · 3 skipped`, with icons and colors.

    `remaining` are those that were not reached.
    """
    parts = ", ".join(part.markdown() for part in reset_parts(outcomes))
    head = _("**{reset:,} reset**{part}", reset=outcomes.reset, part=": " if parts else "")
    others = [part.markdown() for part in other_parts(outcomes, remaining)]
    return " · ".join([f"{head}{parts}", *others])


def plain(outcomes: Outcomes) -> str:
    """The same as plain text."""
    parts = ", ".join(part.plain() for part in reset_parts(outcomes))
    skipped = _("; {skipped:,} skipped", skipped=outcomes.skipped) if outcomes.skipped else ""
    return _(
        "{reset:,} reset{part}{parts}{skipped}",
        reset=outcomes.reset,
        part=": " if parts else "",
        parts=parts,
        skipped=skipped,
    )


def show(progress: Progress) -> None:
    """The bar over all sessions, those that are not reached included, and the sentence."""
    if progress.outcomes is None:
        messages.timed_out("counted", _("what became of them"))
        return
    parts = [
        *reset_parts(progress.outcomes),
        *other_parts(progress.outcomes, progress.bulk.remaining),
    ]
    bar(parts, plain(progress.outcomes))
    st.markdown(sentence(progress.outcomes, progress.bulk.remaining))
    if Status.PENDING in dict(progress.outcomes.now):
        st.caption(_(NOT_STARTED))


def other_parts(outcomes: Outcomes, remaining: int) -> Iterator[Part]:
    """The sessions that were not reset."""
    for name, rows in ((SKIPPED, outcomes.skipped), (WAITING, remaining)):
        if rows:
            yield Part(name, rows, look(name))


def bar(parts: list[Part], description: str) -> None:
    """One bar of all parts, widths by number; the sentence below it says what the colors mean."""
    pieces = "".join(
        f'<div title="{escape(part.plain())}" style="flex: {part.rows} 0 3px;'
        f' background: {PAINTS[part.look.color]}; opacity: {FADED.get(part.name, 1.0)}"></div>'
        for part in parts
    )
    st.html(
        f'<div role="img" aria-label="{escape(description)}" style="display: flex; gap: 2px;'
        f' height: {HEIGHT}px; border-radius: 4px; overflow: hidden">{pieces}</div>'
    )


def of_row(row: OutcomeRow) -> str:
    """What became of one session, as markdown."""
    if row.undone:
        return badge(UNDONE, _("undone since"))
    if row.skipped:
        return badge(SKIPPED, _("skipped: {skipped}", skipped=recognized(row.skipped)))
    if not row.was_reset:
        return badge(WAITING, _(WAITING))
    return badge(row.now, display_name(row.now))


def badge(name: str, text: str) -> str:
    """A badge in the outcome's color."""
    shown = look(name)
    return f":{shown.color}-badge[{shown.icon} {safe_text.escaped(text, 200)}]"
