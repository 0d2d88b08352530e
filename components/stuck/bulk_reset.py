"""Asks how to reset all sessions of a scope: its name, its pace and the reason.

The scope is frozen when the dialog opens, and exactly that scope is reset.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from time import monotonic
from typing import Final
from uuid import uuid4

import streamlit as st

from components.bulk_resets import steering
from components.feedback import confirmation, pressing
from components.feedback.messages import expected_errors
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.numbers import count_text
from components.formatting.times import length
from components.session_list import action_bar
from components.url_state import address
from language import N_, _, ngettext, recognized
from services import acting, bulk_resets, stuck
from services.stuck import LARGE
from store.actions.receipts import Scope
from store.bulk_resets.bulk_records import NAME_CHARS, Plan
from store.counts import Count
from store.principal import Action
from store.records import Filters

ICON: Final = ":material/restart_alt:"
PACES: Final = (None, 100, 50, 20, 10)
CONSEQUENCE: Final = N_(
    "**What visitors see:** the spinner that never ends becomes the start "
    "button. Nothing is generated until they press it. Sessions that finish "
    "or change before their turn are skipped and listed."
)
STARTED: Final = f"{address.PRESS}bulk-reset"
"""The key of the bulk reset just started in the session state, until its page opens."""
ASKED: Final = "ask_bulk"
NAME_MISSING: Final = N_("Enter a name, such as “Outage 26 Nov”.")


def follow() -> None:
    """Open the page of the bulk reset that was just started."""
    if batch_id := st.session_state.get(STARTED):
        address.go("bulk.py", {"batch": str(batch_id)}, press=STARTED)


def ask_next() -> None:
    """Make the page, opened next, ask at once how to reset all that it lists."""
    st.session_state[ASKED] = monotonic()


def is_asked() -> bool:
    """Whether to ask at once. Counts in the run that gets here, as a press does."""
    asked_at: float | None = st.session_state.pop(ASKED, None)
    return asked_at is not None and monotonic() - asked_at < pressing.SECONDS


def ask_for_all(shown: Filters, clock: Clock) -> None:
    """Freeze the scope that is shown, count it, and ask for confirmation."""
    frozen = stuck.freeze(shown, as_of=clock.now, zone=clock.zone)
    if not frozen.total.value:
        st.toast(_("None of these is stuck any more."), icon=":material/task_alt:")
        return
    scope = Scope(filters=frozen.filters, description=frozen.description, row_ids=frozen.ids)
    labels = [action_bar.label(row) for row in frozen.rows]
    ask(scope, frozen.total, labels, suggested_name(shown, clock))


def suggested_name(shown: Filters, clock: Clock) -> str:
    """`Outage 26 Nov`, or with the time of the group that is shown: `Outage 26 Nov, 14:02`."""
    at = (shown.updated_from or clock.now).astimezone(clock.zone)
    return _("Outage {day} {at:%b}", day=at.day, at=at) + (
        f", {at:%H:%M}" if shown.updated_from else ""
    )


def pace_text(per_minute: int | None, rows: int) -> str:
    """A pace with how long it takes: `50 a minute, about 3 min`."""
    took = steering.duration(rows, per_minute)
    if took is None:
        return _("All at once")
    minute = timedelta(minutes=1)
    words = _("about {length}", length=length(took)) if took >= minute else _("less than a minute")
    return f"{steering.pace_text(per_minute)}, {words}"


def ask(scope: Scope, count: Count, labels: Sequence[str], name: str) -> None:
    """Open the dialog. Up to 100 rows are listed by `labels`; for more, the count is typed and a
    reason given.
    """
    title = ngettext(
        "Reset {number} session", "Reset {number} sessions", count.value, number=count_text(count)
    )
    batch_id = uuid4()

    def body() -> None:
        st.markdown(
            _(
                "**Scope:** {words}.\n\n{consequence}",
                words=safe_text.escaped(recognized(scope.description), 500),
                consequence=_(CONSEQUENCE),
            )
        )
        if count.value > LARGE and not acting.principal().may(Action.BULK_LARGE):
            st.info(
                _(
                    "Resetting more than {large} sessions at once requires the admin role. "
                    "Choose a group that stopped together, or select sessions in the table.",
                    large=LARGE,
                ),
                icon=":material/lock:",
            )
            if pressing.button(_("Cancel"), key="bulk-cancel", target=batch_id):
                st.rerun()
            return
        confirmation.listed(labels)
        if answered := answer(title, count.value, name):
            plan, reason = answered
            with expected_errors():
                bulk_resets.start(scope, plan, reason, batch_id)
                st.session_state[STARTED] = batch_id
                st.rerun()

    st.dialog(title)(body)()


def answer(title: str, count: int, name: str) -> tuple[Plan, str] | None:
    """The form. Returns the plan and the reason once they are complete, None until then."""
    is_large, typed = count > LARGE, str(count)
    with st.form("confirm-all", border=False):
        name = st.text_input(_("Name"), value=name, key="bulk-name", max_chars=NAME_CHARS)
        per_minute = st.selectbox(
            _("Pace"),
            PACES,
            key="bulk-pace",
            format_func=lambda each: pace_text(each, count),
            help=_(
                "Spread them, so that not everybody starts again in the same minute. The "
                "server goes on with it while nobody looks; whoever may reset can pause "
                "and stop it."
            ),
        )
        reason = confirmation.reason_field(
            required=is_large, key="bulk-reason", example=N_("crash at 14:02")
        )
        if is_large:
            typed = st.text_input(
                _("Type {count} to confirm", count=count), key="bulk-typed", max_chars=20
            )
        pressed = confirmation.buttons(title, ICON)
    if not pressed:
        return None
    if is_large and not reason.strip():
        st.warning(_(confirmation.REASON_MISSING), icon=":material/edit_note:")
    elif typed.replace(",", "").strip() != str(count):
        st.warning(_("Type {count}, the number above.", count=count), icon=":material/pin:")
    elif not safe_text.is_visible(name):
        st.warning(_(NAME_MISSING), icon=":material/label:")
    else:
        return Plan(name=name, per_minute=per_minute), reason
    return None
