"""The Code tab: the verdict on the code, and the code."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.code import code_check, code_view
from components.feedback import messages
from inspection.syntax import CheckerUnavailable
from language import _, recognized
from services import resources, session
from services.session import Session
from store.errors import NotFound


def show(opened: Session) -> None:
    """The code, and above it the verdict once it is known. Raises NotFound."""
    row, place = opened.row, st.container()
    with st.skeleton(height=300):
        code = opened.code()
    code_view.show(
        code,
        row.frame_name,
        resources.for_later(lambda: session.code(row.id) or ""),
        status=row.status,
    )
    with place:
        try:
            with st.skeleton(height=80):
                findings = opened.inspected.findings()
        except CheckerUnavailable as error:
            st.warning(
                _("The code was not checked. {error}", error=recognized(str(error))),
                icon=":material/code_off:",
            )
        else:
            if findings is None:
                messages.timed_out("checked")
            else:
                code_check.show(findings, code, row.status)


def badge(opened: Session, place: DeltaGenerator) -> None:
    """Draw the verdict beside the status, after everything else."""
    try:
        findings = opened.inspected.findings()
    except (CheckerUnavailable, NotFound):  # reported where it matters
        return
    if findings is not None:
        with place:
            code_check.badge(findings, opened.row.status)
