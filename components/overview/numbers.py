"""The tiles of the overview."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.formatting.clock import Clock
from components.formatting.times import exact, zone_name
from components.overview import tiles
from components.session_list import verdict_filter
from services.overview import Figures, spans

REFRESH_SECONDS: Final = 30


def statuses(figures: Figures, clock: Clock) -> None:
    """Sessions per status, how exact the counts are, and their time."""
    counts = figures.statuses
    tiles.show(tiles.of_statuses(counts), columns=8, width=165)
    kind = counts.kind if counts else None
    st.caption(
        f"{tiles.kind_text(kind)}, as of {exact(figures.as_of, clock.zone)} "
        f"{zone_name(clock.zone)}. "
        f"Refreshed every {REFRESH_SECONDS} s."
    )


def alarms(figures: Figures, clock: Clock) -> None:
    """Sessions that need attention: stuck, broken, failed."""
    shown = [
        tiles.of_stuck(figures.stuck, clock.stuck_minutes),
        verdict_filter.tile(figures.broken, figures.unchecked),
    ]
    for window, span in spans(clock.now).items():
        shown.append(tiles.of_failures(figures.failed[window], window, span, clock.zone))
    shown.append(tiles.of_unlike(figures.unlike))
    tiles.show(shown, columns=5, width=190)
