"""What the audit page reads: what a pasted text stands for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.url_state import query_string
from components.url_state.parameters import set_parameter
from services import list_reads, resources
from store.actions.receipts import AuditFilters
from store.audit import audit_log
from store.sessions import pasted, prototype_sessions


def meant(words: str) -> tuple[str, str] | None:
    """The parameter that a pasted id or reference stands for: a receipt's, or a row's."""
    database = resources.database()
    for given in pasted.uuids(pasted.one_line(words)):
        for name in ("request_id", "row_id"):
            filters = AuditFilters.model_validate({name: given})
            if database.read(partial(audit_log.search, filters=filters, size=1)).actions:
                return ("receipt" if name == "request_id" else "row"), str(given)
    row_id = database.read(partial(prototype_sessions.lookup, words=words))
    return ("row", str(row_id)) if row_id else None


def follow(searched: str) -> None:
    """Show what a searched text stands for: a receipt, a session, or the entries that match it.

    Of a reference that no session has, the log's own texts are searched.
    """
    if found := meant(searched):
        set_parameter(found[0], [found[1]])
    else:
        words = query_string.understood(searched)
        set_parameter("q", [words] if words else [])
        list_reads.remember_unread(searched, words)
    st.rerun()
