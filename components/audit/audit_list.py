"""The audit log on screen: who, what, when and why, and what each row held before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import Final
from uuid import UUID

import streamlit as st

from components.audit import audit_heading
from components.audit.audit_changes import changes
from components.bulk_resets import bulk_links
from components.feedback import messages
from components.feedback.receipt_panel import rows_text
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.url_state.parameters import set_parameter
from language import _, recognized
from store.actions.receipts import Answer, AuditEntry, LoggedAction
from store.principal import Action

NAME_CHARS: Final = 40
NAME_WIDTH: Final = 260


def nothing(*, is_filtered: bool) -> None:
    """Why the log has nothing to show."""
    if is_filtered:
        messages.empty(
            ":material/search_off:",
            _("Nothing in the log matches"),
            _("Remove a filter, or shorten the search text."),
        )
    else:
        messages.empty(
            ":material/history:",
            _("No actions yet"),
            _("Every reset, edit, failure, deletion and undo is listed here, with its reason."),
        )


def show(actions: Iterable[LoggedAction], clock: Clock) -> None:
    """The actions, newest first, each with a heading and the first of its rows; in one line what
    changed no session."""
    for action in actions:
        if audit_heading.is_quiet(action):
            st.markdown(audit_heading.line(action, clock))
            continue
        with st.container(border=True, gap="xsmall"):
            with st.container(
                horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
            ):
                st.markdown(audit_heading.heading(action, clock.now, clock.zone))
                receipt_link(action)
            show_rows(action.entries)
            if rest := rest_text(action):
                st.caption(rest)


def receipt_link(action: LoggedAction) -> None:
    """The way to the receipt: for a bulk reset, its page."""
    if action.bulk_name is not None and action.batch_id:
        bulk_links.link(action.batch_id, action.bulk_name)
        return
    # Not st.page_link: a link to the current page may leave the address unchanged.
    st.button(
        _("Receipt"),
        key=f"receipt-{action.request_id}",
        type="tertiary",
        icon=":material/receipt_long:",
        on_click=set_parameter,
        args=receipt_parameter(action),
        help=_("This action with the sessions it skipped, and undo"),
    )


def receipt_parameter(action: LoggedAction) -> tuple[str, list[str]]:
    """The parameter that shows one action; a bulk action of several batches counts as one."""
    if action.batches > 1:
        return "batch", [str(action.batch_id)]
    return "receipt", [str(action.request_id)]


def rest_text(action: LoggedAction) -> str:
    """What only the receipt shows: `and 495 more sessions, 3 skipped`."""
    more = action.changed - len(action.entries)
    parts = [_("and {rows} more", rows=rows_text(more))] if more and action.entries else []
    if action.action == Action.CHANGE_SETTING:
        parts.append(safe_text.escaped(recognized(action.scope), 200))
    elif not action.changed:
        parts.append(_("No session was changed"))
    if action.skipped:
        parts.append(_("{rows} skipped", rows=rows_text(action.skipped)))
    return ", ".join(parts)


def show_changed(
    rows: Iterable[AuditEntry],
    since: Mapping[UUID, str] | None,
    answered: Mapping[UUID, Answer] | None,
) -> None:
    """The rows of one receipt; `since` and `answered` as in show_rows, None if not read in time."""
    with st.container(border=True, gap="xsmall"):
        show_rows(rows, since, answered)
        if answered is None:
            messages.timed_out("read", _("whose visitors were answered"))
        if since is None:
            messages.timed_out("read", _("which of these changed since"))


def show_rows(
    rows: Iterable[AuditEntry],
    since: Mapping[UUID, str] | None = None,
    answered: Mapping[UUID, Answer] | None = None,
) -> None:
    """The rows that one action changed, each with a link and its change in words.

    `since` has the current status, by id, of the rows that were changed after the action,
    `answered` the last answer to their visitors after it.
    """
    for entry in rows:
        with st.container(horizontal=True, vertical_alignment="center", gap=None):
            with st.container(width=NAME_WIDTH):
                st.page_link(
                    "session.py",
                    label=safe_text.escaped(safe_text.frame_name(entry.label, NAME_CHARS)),
                    icon=":material/web_asset:",
                    query_params={"id": str(entry.row_id)},
                    help="",
                )
            mark = ""
            if entry.undone_by:
                mark = _(":gray-badge[:material/undo: undone since]")
            elif since and (now := since.get(entry.row_id)):
                mark = _(
                    ":orange-badge[:material/update: changed since, now {now}]",
                    now=safe_text.escaped(now),
                )
            if answered and (reply := answered.get(entry.row_id)):
                mark += _(
                    " :green-badge[{icons} answered by {name}]",
                    icons=audit_heading.ICONS["answer"],
                    name=name_of(reply),
                )
            st.markdown(f":small[{changes(entry)}] {mark}")


def name_of(answer: Answer) -> str:
    """Who answered and when, in UTC: `alice, 26 Nov 2026, 21:27 UTC`."""
    return _(
        "{actor}, {at:%d %b %Y, %H:%M} UTC",
        actor=safe_text.escaped(answer.actor, 40),
        at=answer.at.astimezone(UTC),
    )
