"""How the design and the live render are laid out and compared."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from components.preview.preview import Component, DesignPicture, Toolbar, component_data
from tests.preview.conftest import Open, wait_for_verdict

PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"
CHOOSING = """async ({data, steps}) => {
  const { mount } = await import(data.assets.host);
  const parentElement = document.createElement("div");
  document.body.append(parentElement);
  const sent = [];
  const setStateValue = (name, { mode }) => sent.push(mode);
  const show = (more) => mount({ parentElement, data: { ...data, ...more }, setStateValue });
  const button = (label) =>
    [...parentElement.querySelectorAll("button")].find((each) => each.textContent === label);
  show({});
  return steps.map((step) => {
    if (typeof step === "string") button(step).click();
    else if (step.address) history.replaceState(null, "", step.address);
    else show(step);
    return [parentElement.querySelector(".preview").dataset.mode, [...sent]];
  });
}"""


def width_inside(page: Page) -> int:
    """The width that the code sees, in CSS pixels."""
    return int(page.frame_locator("iframe.shown").locator("html").evaluate("() => innerWidth"))


def runs(page: Page) -> str:
    """A value that stays the same only during the same run."""
    return str(page.frame_locator("iframe.shown").get_by_test_id("count").inner_text())


def test_the_frame_has_the_designs_exact_size(open_sample: Open) -> None:
    page = open_sample("good/counter", width="1440", height="1024")
    assert width_inside(page) == 1440
    sheets = [page.locator(".sheet").nth(at).bounding_box() for at in range(2)]
    assert sheets[0] is not None
    assert sheets[1] is not None
    assert sheets[0]["width"] == pytest.approx(sheets[1]["width"])
    assert sheets[0]["width"] / sheets[0]["height"] == pytest.approx(1440 / 1024, rel=0.01)
    assert sheets[0]["width"] < 620


def test_device_widths(open_in_streamlit: Open) -> None:
    page = open_in_streamlit("good/counter")
    for device in (375, 768, 1280):
        button = page.get_by_role("button", name=str(device))
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        assert width_inside(page) == device
        expect(page).to_have_url(re.compile(f"viewport={device}"))


def test_changing_the_view_adds_no_history_entry(open_in_streamlit: Open) -> None:
    page = open_in_streamlit("good/counter")
    before = page.evaluate("history.length")
    clicks = page.get_by_role("button", name="Click", exact=True)
    for number, name in enumerate(("375", "768", "Swipe", "Side by side", "1280"), 1):
        page.get_by_role("button", name=name).click()
        clicks.click()
        expect(page.get_by_text(f"Clicked {number} times")).to_be_visible()
    expect(page).to_have_url(re.compile(r"viewport=1280$"))
    assert page.evaluate("history.length") == before
    page.reload()
    expect(page.get_by_role("button", name="1280")).to_have_attribute("aria-pressed", "true")


def test_a_rerun_that_began_before_a_choice_does_not_undo_it(open_sample: Open) -> None:
    page = open_sample(verdict=False)
    component, picture = Component("Sample", None, 800, 600), DesignPicture(PICTURE)
    data = component_data(component, picture, Toolbar(on_view=lambda mode, device: None))
    # A step is a click, a rerun's data or a new address; then, what is shown and what was sent.
    late, now, address = {"mode": "swipe"}, {"mode": "side"}, {"address": "?look=overlay"}
    steps = ["Swipe", "Side by side", late, now, late, address, {"mode": "overlay"}]
    seen = page.evaluate(CHOOSING, {"data": data, "steps": steps})
    assert seen == [
        ["swipe", ["swipe"]],
        ["side", ["swipe"]],
        ["side", ["swipe", "side"]],
        ["side", ["swipe", "side"]],
        ["side", ["swipe", "side"]],
        ["side", ["swipe", "side"]],
        ["overlay", ["swipe", "side"]],
    ]


def test_comparing_does_not_run_the_code_again(open_in_streamlit: Open) -> None:
    page = open_in_streamlit("good/counter")
    page.frame_locator("iframe.shown").get_by_role("button", name="Add one").click()
    assert runs(page) == "Count is 4"
    picture = page.locator(".cover")
    page.get_by_role("button", name="Overlay").click()
    page.get_by_role("slider").fill("20")
    expect(picture).to_have_css("opacity", "0.2")
    page.get_by_role("button", name="Swipe").click()
    sheet = page.locator(".handle").bounding_box()
    assert sheet is not None
    page.mouse.move(sheet["x"] + sheet["width"] * 0.2, sheet["y"] + 60)
    page.mouse.down()
    page.mouse.move(sheet["x"] + sheet["width"] * 0.75, sheet["y"] + 60, steps=5)
    page.mouse.up()
    expect(page.get_by_role("slider")).to_have_value("75")
    page.get_by_role("button", name="Full window").click()
    box = page.locator(".preview").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (1280, 900)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Side by side").click()
    page.get_by_role("button", name="Click", exact=True).click()
    expect(page.get_by_text("Clicked 1 times")).to_be_visible()
    assert runs(page) == "Count is 4"


def test_reload_runs_the_code_again(open_sample: Open) -> None:
    page = open_sample("good/counter")
    page.frame_locator("iframe.shown").get_by_role("button", name="Add one").click()
    page.get_by_role("button", name="Reload").click()
    frame = page.frame_locator("iframe.shown")
    expect(frame.get_by_test_id("count")).to_have_text("Count is 3")


def test_a_design_without_a_picture_says_so(open_sample: Open) -> None:
    page = open_sample("good/counter", picture="no")
    expect(page.get_by_text("It has no picture.")).to_be_visible()
    expect(page.get_by_role("button", name="Overlay")).to_be_disabled()


def test_the_verdict_reaches_the_script_once_for_each_code(open_in_streamlit: Open) -> None:
    page = open_in_streamlit("good/counter", "good/throws", report="yes")
    expect(page.get_by_text("Verdict renders at None")).to_be_visible()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("Verdict throws at 12: Cannot read")).to_be_visible()
    wait_for_verdict(page, "throws")
