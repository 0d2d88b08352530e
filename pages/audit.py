"""The audit log: who changed what, when and why; one receipt with its undo."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from components.audit import audit_bar, audit_list, audit_query
from components.feedback import messages, receipt_view
from components.formatting.times import viewer_zone
from components.session_list import pager
from components.url_state import shortcuts
from components.url_state.parameters import drop_parameter, set_parameter
from services import audit_reads, list_reads, operations, resources
from store.actions import aftermath
from store.actions.receipts import AuditPage, LogPage, Receipt
from store.audit import audit, audit_log, entries
from store.errors import InvalidInput, NotFound, TooSlow

# read state
database, me = resources.database(), operations.acting()
query = audit_query.parse({name: st.query_params.get_all(name) for name in audit_query.PARAMETERS})
zone, now = viewer_zone(), datetime.now(UTC)

if (pasted := st.session_state.pop("pasted", None)) is not None:
    audit_reads.follow(pasted)
for name in query.unreadable:
    drop_parameter(name)

if not query.receipt:
    audit_bar.show(query, zone)
    audit_bar.active_filters(query, zone)
    shortcuts.focus_search()
for name in query.unreadable:
    st.caption(f":material/link_off: `{name}` in the address could not be read and is left out.")
list_reads.say_unread(
    "The log knows no session, reference or receipt like this. Paste the whole value."
)

# call the store
page: LogPage | None = None
receipt: Receipt | None = None
changed: AuditPage | None = None
try:
    if query.receipt:
        receipt = database.read(partial(audit.receipt, request_id=query.receipt))
        changed = database.read(
            partial(
                entries.of_request,
                request_id=query.receipt,
                cursor=query.cursor,
                size=audit_query.SIZE,
            )
        )
    else:
        page = database.read(
            partial(
                audit_log.search,
                filters=query.filters(),
                cursor=query.cursor,
                size=audit_query.SIZE,
            )
        )
except NotFound:
    messages.empty(
        ":material/receipt_long:", "No receipt has this id", "The link may be cut short."
    )
    st.page_link("audit.py", label="The whole log", icon=":material/history:", help="")
except (InvalidInput, TooSlow) as error:
    st.warning(str(error), icon=":material/link_off:")
    st.button("First page", key="first", on_click=pager.turn, args=("after", None))

# render
if receipt and receipt_view.show(receipt, me, now=now, zone=zone):
    with messages.expected_errors():
        undone = operations.undo(receipt.request_id)
        set_parameter("receipt", [str(undone.request_id)])
        st.rerun()
if query.batch and not query.receipt:
    receipts = database.try_read(partial(audit.batch, batch_id=query.batch))
    if receipts is None:
        messages.not_now("read", "the bulk action's receipts")
    elif receipts and receipt_view.show_batch(receipts, me, now=now, zone=zone):
        with messages.expected_errors(), st.spinner("Undoing, batch by batch"):
            set_parameter("batch", [str(operations.undo_batch(query.batch))])
            st.rerun()
if query.receipt and changed and changed.entries:
    ids = [entry.row_id for entry in changed.entries]
    since = database.try_read(partial(aftermath.changed_since, request_id=query.receipt, ids=ids))
    audit_list.show_changed(changed.entries, since)
    pager.show(changed, first=query.cursor is None)
elif changed:
    st.caption("No session was changed.")
elif page and page.actions:
    audit_list.show(page.actions, now=now, zone=zone)
    pager.show(page, first=query.cursor is None)
elif page and query.is_filtered:
    messages.empty(
        ":material/search_off:",
        "Nothing in the log matches",
        "Remove a filter, or search for less.",
    )
elif page:
    messages.empty(
        ":material/history:",
        "Nothing has been done yet",
        "Every reset, edit, failure, deletion and undo is listed here, with its reason.",
    )
