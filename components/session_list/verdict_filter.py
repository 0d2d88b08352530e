"""`Ready but broken` as one press, and how much of the list was not checked yet."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.code import verdicts
from components.formatting.numbers import NOT_COUNTED, count_text
from components.overview import tiles
from components.session_list.listing import Listing
from components.url_state import parameters
from store.counts import Count
from store.records import NO_VERDICT
from store.sessions.lifecycle import Status

LABEL: Final = "Ready but broken"
KEY: Final = "ready-but-broken"
PARAMS: Final = {"status": [str(Status.READY)], "verdict": sorted(verdicts.FAULTS)}
"""The address of the sessions that count as done and whose code will not render."""
Unchecked = tuple[Count, Count]
"""How many rows have no check of what they are now, and how many rows there are."""


def is_on(listing: Listing) -> bool:
    """Whether the list shows just those."""
    return all(set(getattr(listing, name)) == set(values) for name, values in PARAMS.items())


def toggle() -> None:
    """Show just those, or no longer."""
    on = all(set(st.query_params.get_all(name)) == set(PARAMS[name]) for name in PARAMS)
    parameters.set_parameters(dict.fromkeys(PARAMS, ()) if on else PARAMS)


def opening(listing: Listing) -> dict[str, str]:
    """Where a session opens: at its code, with the offending line, if that is what is listed."""
    return {"tab": "Code"} if verdicts.asks_for_faults(listing.verdict) else {}


def pill(listing: Listing, count: Count | None) -> None:
    """The press; `count` is how many there are under the list's other filters."""
    on = is_on(listing)
    st.button(
        f"{LABEL} :small[{count_text(count)}]",
        key=KEY,
        icon=verdicts.FAULTY.icon,
        type="primary" if on else "secondary",
        on_click=toggle,
        help="Showing only these. Press to take it out."
        if on
        else "Sessions that are ready although their code will not render, by the code check. "
        "It runs nothing: code that throws or never ends is seen in the preview.",
    )


def tile(count: Count | None, unchecked: Unchecked | None) -> tiles.Tile:
    """The same for the overview, with how much of the table it leaves out."""
    none = count is not None and not count.value
    note = unchecked_text(unchecked) or "by the code check, which runs nothing"
    if count is None and unchecked is None:
        note = ""  # the number says it
    return tiles.Tile(
        count=count,
        label=LABEL.lower(),
        icon=":material/task_alt:" if none else verdicts.FAULTY.icon,
        params=PARAMS,
        note=note,
        colour="orange" if count and count.value else None,
    )


def unchecked_text(unchecked: Unchecked | None) -> str:
    """`312 of 240,000 not checked yet`; empty where every row is checked."""
    if unchecked is None:
        return f"unchecked sessions {NOT_COUNTED}"
    rows, total = unchecked
    return f"{count_text(rows)} of {total.value:,} not checked yet" if rows.value else ""


def unchecked_note(unchecked: Unchecked | None) -> None:
    """What the numbers above leave out, with a way to those rows; nothing where that is nothing."""
    if text := unchecked_text(unchecked):
        st.button(
            f":gray[{text}]",
            key="unchecked",
            type="tertiary",
            icon=verdicts.UNCHECKED.icon,
            on_click=parameters.set_parameter,
            args=("verdict", [NO_VERDICT]),
            help="`scripts/inspect` checks all that are left; those on screen are checked at once.",
        )
