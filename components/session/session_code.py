"""The code of one session: what the check says of it, and all of it."""

from __future__ import annotations

from uuid import UUID

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.code import code_check, code_view
from components.feedback import messages
from inspection.syntax import CheckerUnavailable
from services import inspection, resources, session_reads
from store.engine import attempt
from store.errors import NotFound
from store.insights.insight_records import Findings, Subject
from store.records import SessionSummary


def found(row: SessionSummary) -> Findings:
    """What is to be said of the row as it is now. Raises NotFound, CheckerUnavailable."""
    return looked_at(row.id, row.version)


def checked(row: SessionSummary) -> tuple[str | None, Findings | None]:
    """The code, and what is to be said of it, None where nobody can tell now. Raises NotFound."""
    code = session_reads.code(row.id)
    try:
        return code, attempt(lambda: found(row))
    except CheckerUnavailable:
        return code, None


@st.cache_data(max_entries=256, show_spinner=False)
def looked_at(row_id: UUID, version: str) -> Findings:
    """The same, found out once for each version: not every login may keep it."""
    known = inspection.inspect(resources.database(), row_id)
    if known is None:
        raise NotFound(row_id)
    return known


def judged(code: str) -> Findings | None:
    """What is to be said of code that is not saved yet; None where nobody can tell."""
    try:
        return judged_once(code)
    except CheckerUnavailable:
        return None


@st.cache_data(max_entries=32, show_spinner="Checking the code")
def judged_once(code: str) -> Findings:
    """The same, found out once for each text. Raises CheckerUnavailable."""
    return inspection.examine(Subject(row_id=UUID(int=0), row_version="0", code=code, design="{}"))


def show(row: SessionSummary) -> None:
    """The code, and above it, as soon as it is known, the verdict on it. Raises NotFound."""
    place = st.container()
    with st.skeleton(height=300):
        code = session_reads.code(row.id)
    code_view.show(
        code,
        row.frame_name,
        resources.for_later(lambda: session_reads.code(row.id) or ""),
        status=row.status,
    )
    with place:
        try:
            with st.skeleton(height=80):
                judged = attempt(lambda: found(row))
        except CheckerUnavailable as error:
            st.warning(f"The code was not checked. {error}", icon=":material/code_off:")
        else:
            if judged is None:
                messages.not_now("checked")
            else:
                code_check.show(judged, code, row.status)


def badge(row: SessionSummary, place: DeltaGenerator) -> None:
    """The verdict in a session's head, once all else is drawn."""
    try:
        judged = attempt(lambda: found(row))
    except (CheckerUnavailable, NotFound):  # the page says so where it matters
        return
    if judged is None:
        return
    with place:
        code_check.badge(judged, row.status)
