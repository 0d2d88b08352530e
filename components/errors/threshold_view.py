"""The threshold for stuck sessions beside the measured times, and its change by an admin."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import streamlit as st

from components.feedback import confirmation, messages
from components.feedback.confirmation import REASON_MISSING
from components.feedback.messages import expected_errors
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.durations import duration_text, minutes_text
from components.formatting.times import with_zone
from services import acting, threshold
from services.threshold import ENOUGH, Threshold
from store.counts import GenerationTimes
from store.principal import Action
from store.records import MAX_STUCK_AFTER


def show(times: GenerationTimes | None, applies: Threshold, clock: Clock) -> None:
    """What the measured times suggest, who chose what applies, and an admin's buttons."""
    if times is None:
        messages.not_now("measured", "what the threshold should be")
        return
    proposed = threshold.suggestion(times)
    st.markdown(words(times, applies, proposed))
    if applies.choice.minutes is not None:
        who = safe_text.escaped(applies.choice.changed_by, 80)
        st.caption(
            f"Chosen by {who} on {with_zone(applies.choice.changed_at, clock.zone)}, for everybody."
            f" Without that, `STUCK_AFTER_MINUTES` applies: {minutes_text(applies.default)}."
        )
    if not acting.principal().may(Action.CHANGE_SETTING):
        st.caption("An admin can change the threshold here, for everybody.")
        return
    with st.container(horizontal=True, gap="small"):
        differs = proposed is not None and proposed != applies.after
        label = f"Use {minutes_text(proposed)}…" if proposed and differs else "Change it…"
        if st.button(label, key="threshold", icon=":material/tune:"):
            ask(proposed or applies.after, applies)
        back = f"Back to {minutes_text(applies.default)}…"
        if applies.choice.minutes is not None and st.button(
            back, key="threshold-default", type="tertiary", icon=":material/undo:"
        ):
            ask(None, applies)


def words(times: GenerationTimes, applies: Threshold, proposed: timedelta | None) -> str:
    """What the measured times say about the threshold, as markdown."""
    if proposed is None or times.p99 is None:
        return (
            f"{times.samples:,} generations of the last {times.days} days were measured; a "
            f"suggestion for the threshold needs {ENOUGH}."
        )
    measured = (
        f"99 % of {times.samples:,} generations of the last {times.days} days took "
        f"{duration_text(times.p99)} or less. "
    )
    if proposed == applies.after:
        return f"{measured}The threshold fits: twice that, in whole minutes."
    return (
        f"{measured}Twice that, in whole minutes, is **{minutes_text(proposed)}**; a session "
        f"counts as stuck after {minutes_text(applies.after)}."
    )


def ask(minutes: timedelta | None, applies: Threshold) -> None:
    """Open the dialog that changes the threshold, or, with None, goes back to the default."""
    request_id = uuid4()
    dialog = st.dialog("Stuck after", icon=":material/tune:")
    dialog(lambda: body(minutes, applies, request_id))()


def body(minutes: timedelta | None, applies: Threshold, request_id: UUID) -> None:
    """The form: the minutes, the reason, and the buttons."""
    st.markdown(
        "Applies to everybody within seconds: to lists, the overview, the page Stuck and to what "
        "a reset accepts. Your name and the reason are recorded in the audit log."
    )
    with st.form("threshold-form", border=False):
        chosen: int | None = None
        if minutes is None:
            st.markdown(f"Back to `STUCK_AFTER_MINUTES`: **{minutes_text(applies.default)}**.")
        else:
            chosen = st.number_input(
                "Minutes without an update",
                min_value=1,
                max_value=MAX_STUCK_AFTER // timedelta(minutes=1),
                value=minutes // timedelta(minutes=1),
                key="threshold-minutes",
            )
        reason = confirmation.reason_field(
            required=True, key="threshold-reason", example="p99 was 56 s this week"
        )
        pressed = confirmation.buttons("Apply for everybody", ":material/check:")
    if not pressed:
        return
    if not reason.strip():
        st.warning(REASON_MISSING, icon=":material/edit_note:")
        return
    with expected_errors():
        threshold.choose(chosen, reason, request_id)
        st.rerun()
