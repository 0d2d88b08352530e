"""The theme is made once: these fail if Streamlit makes it in another way."""

from __future__ import annotations

import re
from operator import attrgetter

import pytest
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from settings import ROOT
from web import theme

MADE_BY = "_populate_theme_msg"
SECTIONS = ("theme", *(f"theme.{name}" for name in ("light", "dark", "sidebar", "dark.sidebar")))


def whole() -> CustomThemeConfig:
    """The theme as Streamlit puts it together for a rerun."""
    message = CustomThemeConfig()
    for section in SECTIONS:
        _, _, place = section.partition(".")
        part = attrgetter(place)(message) if place else message
        app_session._populate_theme_msg(part, section)
    return message


def test_each_section_is_made_once_and_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    make = app_session._populate_theme_msg

    def noted(message: CustomThemeConfig, section: str = "theme") -> None:
        made.append(section)
        make(message, section)

    before = whole()
    monkeypatch.setattr(app_session, MADE_BY, theme.made_once(noted))
    for _ in range(3):
        now = whole()
        assert now == before
        assert now.HasField("light")
        assert not now.HasField("sidebar")
    assert made == [*SECTIONS]


def test_the_launcher_replaces_it() -> None:
    launcher = (ROOT / "dashboard.py").read_text()
    assert re.search(rf"^app_session\.{MADE_BY} = theme\.made_once\(", launcher, re.MULTILINE)
