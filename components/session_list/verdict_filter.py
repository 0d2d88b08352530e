"""The `Ready but broken` filter, and how many rows are not checked yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from components.code import verdicts
from components.formatting.numbers import NOT_COUNTED, count_text
from components.overview import tiles
from components.session_list.listing import Listing
from components.url_state import parameters
from inspection.findings import FAULTS
from language import N_, _, in_sentence
from services.code_counts import Unchecked
from store.counts import Count
from store.records import NO_VERDICT
from store.renders.render_records import FAILS_TO_RUN
from store.sessions.lifecycle import Status

LABEL: Final = N_("Ready but broken")
KEY: Final = "ready-but-broken"
PARAMS: Final[Mapping[str, Sequence[str]]] = {
    "status": [str(Status.READY)],
    "verdict": sorted({*FAULTS, FAILS_TO_RUN}),
}
"""The address of the sessions that are ready although their code does not render."""


def is_on(listing: Listing) -> bool:
    """Whether the list shows exactly the sessions of this filter."""
    return all(set(getattr(listing, name)) == set(values) for name, values in PARAMS.items())


def toggle() -> None:
    """Turn the filter on or off."""
    on = all(set(st.query_params.get_all(name)) == set(PARAMS[name]) for name in PARAMS)
    parameters.set_parameters(dict.fromkeys(PARAMS, ()) if on else PARAMS)


def opening(listing: Listing) -> dict[str, str]:
    """The tab that a session opens at: its code, if the list is about faults in code."""
    return {"tab": "Code"} if verdicts.asks_for_faults(listing.verdict) else {}


def pill(listing: Listing, count: Count | None, *, counted: bool) -> None:
    """The button; `count` is the number of matches under the list's other filters, if `counted`."""
    on = is_on(listing)
    st.button(
        f"{_(LABEL)} :small[{count_text(count)}]" if counted else _(LABEL),
        key=KEY,
        icon=verdicts.FAULTY.icon,
        type="primary" if on else "secondary",
        on_click=toggle,
        help=_("Showing only these. Press to remove the filter.")
        if on
        else _(
            "Sessions that are ready although their code does not render: by the "
            "code check, or because it throws, stays blank or never ends where it "
            "was rendered."
        ),
    )


def tile(count: Count | None, unchecked: Unchecked | None) -> tiles.Tile:
    """A tile for the overview, with how many rows are not checked yet."""
    none = count is not None and not count.value
    note = unchecked_text(unchecked) or _("by the code check and the renders")
    if count is None and unchecked is None:
        note = ""  # the tile already says that it was not counted
    return tiles.Tile(
        count=count,
        label=in_sentence(_(LABEL)),
        icon=":material/task_alt:" if none else verdicts.FAULTY.icon,
        params=PARAMS,
        note=note,
        color="orange" if count and count.value else None,
    )


def unchecked_text(unchecked: Unchecked | None) -> str:
    """`312 of 240,000 not checked yet`; empty if every row is checked."""
    if unchecked is None:
        return _("unchecked sessions {not_counted}", not_counted=_(NOT_COUNTED))
    rows, total = unchecked
    return (
        _("{count} of {total:,} not checked yet", count=count_text(rows), total=total.value)
        if rows.value
        else ""
    )


def unchecked_note(unchecked: Unchecked | None) -> None:
    """A link to the rows that the counts leave out, if there are any."""
    if text := unchecked_text(unchecked):
        st.button(
            f":gray[{text}]",
            key="unchecked",
            type="tertiary",
            icon=verdicts.UNCHECKED.icon,
            on_click=parameters.set_parameter,
            args=("verdict", [NO_VERDICT]),
            help=_("`scripts/inspect` checks all of them; those on screen are checked right away."),
        )
