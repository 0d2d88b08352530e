"""The titles of browser tabs."""

from __future__ import annotations

import pytest

from components.page_frame import page_title


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Overview", "Overview · Sessions"),
        ("Sessions", "Sessions"),
        ("", "Sessions"),
        ("Pricing\u202e\n page", "Pricing page · Sessions"),
        ("x" * 100, "x" * 59 + "… · Sessions"),
    ],
)
def test_a_title_is_one_short_line(name: str, title: str) -> None:
    assert page_title.tab_title(name) == title
