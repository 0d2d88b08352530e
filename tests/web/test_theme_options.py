"""dashboard.py has the theme's options read once: these fail if Streamlit reads them otherwise."""

from __future__ import annotations

import re
from functools import cache

import pytest
import streamlit.config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from settings import ROOT

REPLACED = "get_options_for_section"


def test_each_rerun_reads_the_themes_options_through_what_is_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sections: list[str] = []
    read = streamlit.config.get_options_for_section

    def counted(section: str) -> object:
        sections.append(section)
        return read(section)

    monkeypatch.setattr(streamlit.config, REPLACED, cache(counted))
    messages = [CustomThemeConfig(), CustomThemeConfig()]
    for message in messages:
        app_session._populate_theme_msg(message)
    assert sections == ["theme"]
    assert messages[0] == messages[1]


def test_the_launcher_replaces_it() -> None:
    launcher = (ROOT / "dashboard.py").read_text()
    assert re.search(rf"^streamlit\.config\.{REPLACED} = cache\(", launcher, re.MULTILINE)
