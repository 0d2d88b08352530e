"""Shows and logs an unexpected error that ended a page."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from auth.refusals import Refused
from components.feedback import messages
from language import recognized
from services import sign_in
from services.action_log import applied
from store.errors import TooSlow

log = logging.getLogger("dashboard")


def report(error: Exception) -> bool:
    """Show an unexpected error as a reference id, and log its type and location under that id.

    Its message is left out of both: database messages quote values, including session_ids.
    """
    if isinstance(error, Refused | TooSlow):
        st.error(
            recognized(str(error)), icon=":material/lock:" if isinstance(error, Refused) else None
        )
        return True
    reference = f"E-{secrets.token_hex(3).upper()}"
    extra = {"reference": reference, "actor": sign_in.actor()}
    log.error("unexpected error", extra=extra, exc_info=error)
    st.error(messages.unexpected(reference, saved=applied.get()), icon=":material/error:")
    return True
