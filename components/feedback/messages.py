"""Messages for what is empty, refused or unavailable: what happened and what to do."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import streamlit as st

from language import N_, _, recognized
from store.errors import Conflict, StoreError, Unavailable

RETRY_SECONDS = 3
DONE: Final = (N_("read"), N_("counted"), N_("measured"), N_("checked"), N_("grouped"))

log = logging.getLogger("dashboard")


def empty(icon: str, title: str, hint: str) -> None:
    """An empty state: what is empty, and what to do."""
    with st.container(border=True, horizontal_alignment="center", gap="xsmall"):
        st.space("small")
        st.markdown(f":gray[{icon}] **{title}**", text_alignment="center")
        st.caption(hint, text_alignment="center")
        st.space("small")


def wait_until(is_over: Callable[[], bool], show: Callable[[], None]) -> None:
    """Show a state that fills the page; check every few seconds, and reload when it is over."""

    @st.fragment(run_every=RETRY_SECONDS)
    def watch() -> None:
        try:
            over = is_over()
        except Unavailable:  # the state is now another one: let the page show it
            over = True
        if over:
            st.rerun()
        show()

    watch()


def reported(error: Exception) -> str:
    """Log an outage with types and locations only, and return its reference."""
    reference = f"E-{secrets.token_hex(3).upper()}"
    log.error("database unavailable", extra={"reference": reference}, exc_info=error)
    return reference


def database_unavailable(reference: str) -> None:
    """The whole page while the database is unavailable."""
    st.error(
        _(
            "**Database unavailable.** Nothing can be shown or changed right now, "
            "and nothing was lost. This page tries again every {retry_seconds} "
            "seconds and recovers by itself. If the problem persists, report "
            "reference **{reference}**.",
            retry_seconds=RETRY_SECONDS,
            reference=reference,
        ),
        icon=":material/cloud_off:",
    )


def unexpected(reference: str, *, saved: bool) -> str:
    """The message for an unexpected error. `saved`: the person's action had already been
    committed.
    """
    outcome = (
        _("Your last action was saved and is in the audit log.")
        if saved
        else _("Nothing you entered was saved.")
    )
    return _(
        "Something went wrong on our side. {outcome} Reload the page to "
        "continue; if it happens again, report reference **{reference}**.",
        outcome=outcome,
        reference=reference,
    )


def schema_behind(revision: str | None, expected: str) -> None:
    """The whole page when the schema is not the one this version was built for."""
    if revision and revision > expected:  # revisions are numbered
        st.warning(
            _(
                "**This server is older than the database.** It needs revision "
                "`{expected}`, the database is at `{found}`. Nothing was changed. "
                "Restart it with the new version; then this page recovers by itself.",
                expected=expected,
                found=revision,
            ),
            icon=":material/upgrade:",
        )
        return
    st.warning(
        _(
            "**The database schema is not up to date.** It is at revision `{found}`, "
            "this version needs `{expected}`. Nothing was changed. Run "
            "`scripts/migrate`; then this page recovers by itself.",
            found=revision or _("none"),
            expected=expected,
        ),
        icon=":material/database_upload:",
    )


def read_only(reason: str) -> None:
    """The banner on every page while nothing can be written: what still works, and why."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(_("Read-only"), icon=":material/lock:", color="orange")
        st.caption(_("You can view everything but change nothing: {why}.", why=recognized(reason)))


def timed_out(participle: str = "read", subject: str = "") -> None:
    """Replaces one part of a page that was not read in time."""
    st.caption(
        _(
            ":material/hourglass_disabled: Not {done} just now{part}.",
            done=_(participle),
            part=f": {subject}" if subject else "",
        ),
        help=_("The database took too long to answer. Reload the page to try again."),
    )


def too_slow() -> None:
    """The whole page if its main content was not read in time."""
    st.error(
        _(
            "**The database is taking too long to answer.** Nothing was changed. "
            "Reload the page to try again."
        ),
        icon=":material/hourglass_disabled:",
    )
    st.caption(
        _("If the problem persists, look for long transactions and locks on `prototype_sessions`.")
    )


@contextmanager
def expected_errors() -> Iterator[None]:
    """Show the store's expected errors in place instead of ending the page.

    Conflict is left to the caller, which can show both versions.
    """
    try:
        yield
    except Conflict:
        raise
    except Unavailable as error:
        outcome = (
            _(
                "The connection broke while saving: the change may or may not have been "
                "made. It is safe to press the button again: the change is applied only "
                "once."
            )
            if error.outcome_unknown
            else _("The database is unavailable. Nothing was changed; try again in a moment.")
        )
        outcome += _(" Reference **{reference}**.", reference=reported(error))
        st.error(outcome, icon=":material/cloud_off:")
    except StoreError as error:
        st.error(recognized(str(error)), icon=":material/error:")
