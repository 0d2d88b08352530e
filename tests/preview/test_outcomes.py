"""The frame's report on code that runs and shows nothing, or throws: the reason and its line."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.preview.conftest import Open, strip, wait_for_verdict


@pytest.mark.parametrize(
    ("sample", "verdict"),
    [
        ("function", r"^Blank Page returned a function, not an element line 1$"),
        ("class_function", r"^Blank Page returned a function, not an element line 2$"),
        ("symbol", r"^Blank The component returned a symbol, not an element line 1$"),
        ("nan", r"^Blank Page returned NaN, not an element line 1$"),
        ("forgotten_return", r"^Blank Page returned nothing \(undefined\) line 1$"),
        ("memo", r"^Blank Card returned false line 2$"),
        ("empty_list", r"^Blank Page returned an empty array line 1$"),
        ("suspends", r"^Blank It suspends and never resumes"),
        ("object", r"^Throws Page returned an object \(title, body\), not an element line 1$"),
        ("async", r"^Throws Page is async: React shows a promise only on a server line 2$"),
        ("async_inside", r"^Throws Price is async: React shows a promise .* line 2$"),
        ("in_effect", r"^Throws Cannot read properties of null \(reading 'draw'\) line 5$"),
        ("text_thrown", r"^Throws No price line 1$"),
        ("object_as_text", r"^Throws An object cannot be shown as text: .* line 2$"),
        ("undefined_type", r"^Throws An element's type is undefined: .* line 2$"),
        ("element", r"The default export is an element line 2$"),
        ("boundary", r"^Renders$"),
    ],
)
def test_the_reason_and_its_line(show_sample: Open, sample: str, verdict: str) -> None:
    said = re.sub(r" painted in \d+ ms$", "", strip(show_sample(f"outcomes/{sample}")))
    assert re.search(verdict, said), said


@pytest.mark.parametrize(
    ("sample", "verdict"),
    [
        ("in_async", r"^Throws Loading is not wired up line 6\b"),
        ("in_timer", r"^Throws null line 2\b"),
    ],
)
def test_a_later_error_has_its_line(show_sample: Open, sample: str, verdict: str) -> None:
    page = show_sample(f"outcomes/{sample}")
    wait_for_verdict(page, "throws")
    assert re.search(verdict, strip(page)), strip(page)
    expect(page.frame_locator("iframe.shown").get_by_text("shown")).to_be_visible()


def test_a_missing_import_never_hides_an_error(show_sample: Open) -> None:
    said = strip(show_sample("outcomes/throws_behind_import"))
    assert re.search(r"^Throws Cannot read .* \(reading 'title'\) line 4\b", said), said
    assert 'There is no module "./tile" here' in said


def test_a_missing_import_never_hides_a_throw_at_top_level(show_sample: Open) -> None:
    said = strip(show_sample("outcomes/top_level"))
    assert re.search(r"^Throws undeclared is not defined line 2\b", said), said


def test_a_missing_import_never_hides_a_blank_pane(show_sample: Open) -> None:
    said = strip(show_sample("outcomes/missing_value"))
    assert re.search(r"^Blank Shown returned the stand-in for Page\.title, which", said), said
    assert 'There is no module "./page" here' in said


def test_what_the_sandbox_refuses_is_not_an_error_in_the_code(show_sample: Open) -> None:
    page = show_sample("outcomes/clipboard")
    page.frame_locator("iframe.shown").get_by_role("button", name="Copy").click()
    status = page.get_by_role("status").filter(has=page.locator(".line"))
    expect(status).to_contain_text("Prevented")
    assert strip(page).startswith("Renders")
