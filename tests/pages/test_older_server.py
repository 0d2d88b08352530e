"""A server that is older than the database says so, instead of asking for a migration."""

from __future__ import annotations

import pytest

from services import condition
from tests.pages.conftest import OpenPage, all_text


@pytest.mark.parametrize(
    ("expected", "words"),
    [("0001", "This server is older than the database."), ("9999", "Run `scripts/migrate`")],
)
def test_which_of_the_two_is_behind(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, expected: str, words: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(condition, "EXPECTED", expected)
        app = open_page("system.py")
        assert words in all_text(app)
    assert words not in all_text(app.run())
