"""What the stuck page reads: the scope of a reset of all, resets that did not help, and a bulk
reset that was cut off."""

from __future__ import annotations

from datetime import tzinfo
from functools import partial

import streamlit as st

from components.feedback.confirmation import LIST_LIMIT
from components.formatting import clock
from components.session_list import action_bar
from components.stuck import bulk_reset, stuck_evidence
from services import operations, resources
from store.actions import aftermath, bulk
from store.actions.receipts import Receipt, Scope
from store.audit import audit
from store.records import Filters, Sort
from store.sessions import search


def ask_for_all(shown: Filters, zone: tzinfo) -> None:
    """Freeze what is shown, count it, and ask."""
    database = resources.database()
    frozen = shown.model_copy(update={"as_of": clock.now()})
    count = database.read(partial(search.count, filters=frozen))
    if not count.value:
        st.toast("Nothing of this is stuck any more.", icon=":material/task_alt:")
        return
    labels = []
    if count.value <= LIST_LIMIT:
        first = partial(search.search, filters=frozen, sort=Sort.UPDATED_ASC, size=LIST_LIMIT)
        labels = [action_bar.label(row) for row in database.read(first).rows]
    scope = Scope(
        filters=frozen,
        words=bulk_reset.scope_text(frozen, zone),
        shown=database.read(partial(bulk.frozen_ids, filters=frozen, limit=search.COUNT_LIMIT)),
    )
    bulk_reset.ask(scope, count, labels, operations.acting(), operations.reset_matching)


def reset_again() -> None:
    """Say for which sessions another reset will hardly help, wherever they stand in the list."""
    read = partial(aftermath.reset_again, stuck_after=resources.settings().stuck_after)
    stuck_evidence.reset_again(resources.database().try_read(read))


def interrupted() -> tuple[Receipt, ...] | None:
    """The person's latest bulk reset if it was stopped or cut off, oldest batch first; else
    nothing, also while one is under way or its result is on the page. None if it was not read.
    """
    if "bulk" in st.session_state or "batch" in st.session_state:
        return ()
    read = partial(audit.interrupted, actor=operations.acting().actor, full=operations.BATCH_ROWS)
    return resources.database().try_read(read)
