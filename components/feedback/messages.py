"""What is said when something is missing, refused or out of reach: what happened, what to do."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from store.errors import Conflict, StoreError, Unavailable

RETRY_SECONDS = 3

log = logging.getLogger("dashboard")


def empty(icon: str, title: str, hint: str) -> None:
    """An empty state: nothing is wrong, and this is what to do."""
    with st.container(border=True, horizontal_alignment="center", gap="xsmall"):
        st.space("small")
        st.markdown(f":gray[{icon}] **{title}**", text_alignment="center")
        st.caption(hint, text_alignment="center")
        st.space("small")


def until(is_over: Callable[[], bool], show: Callable[[], None]) -> None:
    """Show a state that fills the page; look every few seconds, and reload when it is over."""

    @st.fragment(run_every=RETRY_SECONDS)
    def watch() -> None:
        try:
            over = is_over()
        except Unavailable:  # another state than the one shown: let the page say so
            over = True
        if over:
            st.rerun()
        show()

    watch()


def reported(error: Exception) -> str:
    """Log an outage with its causes, types and places only, and return its reference."""
    reference = f"E-{secrets.token_hex(3).upper()}"
    log.error("database unavailable", extra={"reference": reference}, exc_info=error)
    return reference


def database_unavailable(reference: str) -> None:
    """The whole page while the database is away."""
    st.error(
        "**Database unavailable.** Nothing can be shown or changed right now, and nothing was "
        f"lost. This page tries again every {RETRY_SECONDS} seconds and comes back by itself. If "
        f"it lasts, report reference **{reference}**.",
        icon=":material/cloud_off:",
    )


def unexpected(reference: str, *, saved: bool) -> str:
    """The message for an unexpected error. `saved`: an action of the person's was
    committed just before.
    """
    outcome = (
        "Your last action was saved; the audit log has it."
        if saved
        else "Nothing you entered was saved."
    )
    return (
        f"Something went wrong on our side. {outcome} Reload the page to go on; if it happens "
        f"again, report reference **{reference}**."
    )


def schema_behind(found: str | None, expected: str) -> None:
    """The whole page when the schema is not the one this version was built for."""
    st.warning(
        f"**The database schema is not up to date.** It is at revision `{found or 'none'}`, this "
        f"version needs `{expected}`. Nothing was changed. Run `scripts/migrate`; this page comes "
        "back by itself then.",
        icon=":material/database_upload:",
    )


def read_only(why: str) -> None:
    """One line on every page where nothing can be written: what goes, what does not, and why."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge("Read-only", icon=":material/lock:", color="orange")
        st.caption(f"You can look at everything and change nothing: {why}.")


def not_now(done: str = "read", what: str = "") -> None:
    """In the place of what was not read in time; everything else on the page stands."""
    st.caption(
        f":material/hourglass_disabled: Not {done} just now{f': {what}' if what else ''}.",
        help="The database took too long to answer. Reload the page to try again.",
    )


def too_slow() -> None:
    """The whole page where what it is about could not be read in time."""
    st.error(
        "**The database takes too long to answer.** Nothing was changed. Reload the page to try "
        "again.",
        icon=":material/hourglass_disabled:",
    )
    st.caption("If it lasts, look for long transactions and locks on `prototype_sessions`.")


@contextmanager
def expected_errors() -> Iterator[None]:
    """Show the store's expected errors where they happen instead of ending the page.

    Conflict is left to the caller, who can show both versions.
    """
    try:
        yield
    except Conflict:
        raise
    except Unavailable as error:
        outcome = (
            "The connection broke while saving: the change may or may not have been made. "
            "Pressing the button again is safe, it applies once."
            if error.outcome_unknown
            else "The database is unavailable. Nothing was changed; try again in a moment."
        )
        outcome += f" Reference **{reported(error)}**."
        st.error(outcome, icon=":material/cloud_off:")
    except StoreError as error:
        st.error(str(error), icon=":material/error:")
