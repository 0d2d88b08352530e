"""The tabs of one session; closed tabs read nothing."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.editing import edit_form
from components.editing.beside import Beside
from components.feedback.messages import expected_errors
from components.formatting.clock import Clock
from components.pictures import Picture
from components.session import (
    session_code,
    session_design,
    session_history,
    session_overview,
    session_picture,
    session_preview,
    session_reviews,
    session_versions,
)
from components.url_state import labels
from inspection.syntax import CheckerUnavailable
from language import N_, _, recognized
from services import resources, viewed
from services.session import Session
from store.errors import NotFound, Overloaded, TooSlow
from store.insights.insight_records import Findings
from store.principal import Principal

TABS: Final = (
    N_("Preview"),
    N_("Overview"),
    N_("Code"),
    N_("Versions"),
    N_("Design"),
    N_("History"),
    N_("Edit"),
)


def chosen() -> str:
    """The tab that the address names, in any case."""
    return labels.match_label("tab", TABS) or TABS[0]


def show(opened: Session, me: Principal, clock: Clock) -> None:
    """All tabs, with the content of the open one."""
    tabs = st.tabs([_(name) for name in TABS], key="tab", bind="query-params")
    for name, tab in zip(TABS, tabs, strict=True):
        if tab.open:
            with tab:
                try:
                    show_tab(name, opened, me, clock)
                except (NotFound, TooSlow, Overloaded) as error:
                    st.warning(recognized(str(error)), icon=":material/error:")


def show_tab(name: str, opened: Session, me: Principal, clock: Clock) -> None:
    """The open tab. Raises NotFound, TooSlow, Overloaded."""
    row = opened.row
    if name == "Preview":
        code, findings = opened.code(), findings_of(opened)
        picture, kept = picture_of(opened, clock), viewed.is_wanted(opened)
        session_preview.show(row, code, findings, picture=picture, is_stored=kept)
        session_reviews.show(row.id, opened.reviews, opened.wins, clock)
    elif name == "Overview":
        session_overview.show(row, picture_of(opened, clock), opened.design_bytes, clock)
    elif name == "Code":
        session_code.show(opened)
    elif name == "Versions":
        with expected_errors():
            session_versions.show(row, opened.versions(), picture_of(opened, clock), clock)
    elif name == "Design":
        session_design.show(row, opened.design_bytes)
    elif name == "History":
        session_history.show(opened.history(), clock)
    else:
        edit_form.show(row, me, beside(opened, clock))


def picture_of(opened: Session, clock: Clock) -> Picture:
    """The picture of the design, or of the page that the address names."""
    page = session_design.chosen_page()
    return session_picture.picture_of(opened.row, opened.inspected.kept, clock, page)


def beside(opened: Session, clock: Clock) -> Beside:
    """What is known of the row beside the fields of its edit."""
    hosts = resources.settings().thumbnail_hosts
    return Beside(opened.row, picture_of(opened, clock), opened.render, hosts, clock.now)


def findings_of(opened: Session) -> Findings | None:
    """The findings on the code; None if it cannot be checked now. Raises NotFound."""
    try:
        return opened.inspected.findings()
    except CheckerUnavailable:
        return None
