"""The threshold for stuck sessions beside the measured times, and its change by an admin."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import streamlit as st

from components.feedback import confirmation, messages, pressing
from components.feedback.confirmation import REASON_MISSING
from components.feedback.messages import expected_errors
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.durations import duration_text, minutes_text
from components.formatting.times import with_zone
from language import N_, _
from services import acting, threshold
from services.threshold import ENOUGH, Threshold
from store.counts import GenerationTimes
from store.principal import Action
from store.records import MAX_STUCK_AFTER


def show(times: GenerationTimes | None, applies: Threshold, clock: Clock) -> None:
    """What the measured times suggest, who chose what applies, and an admin's buttons."""
    if times is None:
        messages.timed_out("measured", _("what the threshold should be"))
        return
    proposed = threshold.suggestion(times)
    st.markdown(explanation(times, applies, proposed))
    if applies.choice.minutes is not None:
        who = safe_text.escaped(applies.choice.changed_by, 80)
        st.caption(
            _(
                "Chosen by {who} on {at}, for everybody. Without that, "
                "`STUCK_AFTER_MINUTES` applies: {minutes}.",
                who=who,
                at=with_zone(applies.choice.changed_at, clock.zone),
                minutes=minutes_text(applies.default),
            )
        )
    if not acting.principal().may(Action.CHANGE_SETTING):
        st.caption(_("An admin can change the threshold here, for everybody."))
        return
    with st.container(horizontal=True, gap="small"):
        differs = proposed is not None and proposed != applies.after
        label = (
            _("Use {minutes}…", minutes=minutes_text(proposed))
            if proposed and differs
            else _("Change it…")
        )
        if pressing.button(label, key="threshold", icon=":material/tune:"):
            open_dialog(proposed or applies.after, applies)
        back = _("Back to {minutes}…", minutes=minutes_text(applies.default))
        if applies.choice.minutes is not None and pressing.button(
            back, key="threshold-default", type="tertiary", icon=":material/undo:"
        ):
            open_dialog(None, applies)


def explanation(times: GenerationTimes, applies: Threshold, proposed: timedelta | None) -> str:
    """What the measured times say about the threshold, as markdown."""
    if proposed is None or times.p99 is None:
        return _(
            "{samples:,} generations of the last {days} days were measured; a "
            "suggestion for the threshold needs {enough}.",
            samples=times.samples,
            days=times.days,
            enough=ENOUGH,
        )
    measured = _(
        "99 % of {samples:,} generations of the last {days} days took {duration} or less. ",
        samples=times.samples,
        days=times.days,
        duration=duration_text(times.p99),
    )
    if proposed == applies.after:
        return _("{measured}The threshold fits: twice that, in whole minutes.", measured=measured)
    return _(
        "{measured}Twice that, in whole minutes, is **{minutes}**; a session "
        "counts as stuck after {minutes_2}.",
        measured=measured,
        minutes=minutes_text(proposed),
        minutes_2=minutes_text(applies.after),
    )


def open_dialog(minutes: timedelta | None, applies: Threshold) -> None:
    """Open the dialog that changes the threshold, or, with None, goes back to the default."""
    request_id = uuid4()
    dialog = st.dialog(_("Stuck after"), icon=":material/tune:")
    dialog(lambda: body(minutes, applies, request_id))()


def body(minutes: timedelta | None, applies: Threshold, request_id: UUID) -> None:
    """The form: the minutes, the reason, and the buttons."""
    st.markdown(
        _(
            "Applies to everybody within seconds: to lists, the overview, the page "
            "Stuck and to what a reset accepts. Your name and the reason are "
            "recorded in the audit log."
        )
    )
    with st.form("threshold-form", border=False):
        chosen: int | None = None
        if minutes is None:
            st.markdown(
                _(
                    "Back to `STUCK_AFTER_MINUTES`: **{minutes}**.",
                    minutes=minutes_text(applies.default),
                )
            )
        else:
            chosen = st.number_input(
                _("Minutes without an update"),
                min_value=1,
                max_value=MAX_STUCK_AFTER // timedelta(minutes=1),
                value=minutes // timedelta(minutes=1),
                key="threshold-minutes",
            )
        reason = confirmation.reason_field(
            required=True, key="threshold-reason", example=N_("p99 was 56 s this week")
        )
        pressed = confirmation.buttons(_("Apply for everybody"), ":material/check:")
    if not pressed:
        return
    if not reason.strip():
        st.warning(_(REASON_MISSING), icon=":material/edit_note:")
        return
    with expected_errors():
        threshold.choose(chosen, reason, request_id)
        st.rerun()
