"""The lists of ready sessions with code that will not run. They share no session."""

from __future__ import annotations

from typing import Final

from inspection.findings import FAULTS, Verdict
from store.records import Filters
from store.renders.render_records import FAILS_TO_RUN
from store.sessions.lifecycle import Status

FOUND_QUICKLY: Final = (*sorted(FAULTS - {Verdict.EMPTY}), FAILS_TO_RUN)


def ready_but_broken(filters: Filters) -> tuple[Filters, Filters]:
    """Both lists under the other filters.

    Missing code is a list of its own: in a large table the others are found quickly, while it is
    hidden among all rows that have no code because they are not ready.
    """
    quickly, empty = (
        filters.model_copy(update={"status": (Status.READY,), "verdict": verdicts})
        for verdicts in (FOUND_QUICKLY, (Verdict.EMPTY,))
    )
    return quickly, empty
