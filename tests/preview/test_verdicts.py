"""The preview's verdict and contents for each kind of code."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.preview.conftest import Open, strip, wait_for_verdict

STAND_INS = "^Renders with stand-ins"


def live(page: Page) -> FrameLocator:
    """What the code shows."""
    return page.frame_locator("iframe.shown")


@pytest.mark.parametrize(
    ("sample", "verdict"),
    [
        ("counter", r"^Renders painted in \d+ ms$"),
        ("class_component", r"^Renders painted"),
        ("busy_loops", r"^Renders painted"),
        ("blank", r"^Blank The code runs, but nothing on the page is visible"),
        ("throws", r"^Throws Cannot read properties of undefined \(reading 'map'\) line 12\b"),
        ("does_not_compile", r"^Does not compile Expected </div> here, found </section> line 6, c"),
        ("declared_twice", r"^Does not compile Identifier 'total' has already .* line 3, column 9"),
        ("truncated", r"^Does not compile .*: the code is cut off here line 4, column"),
        (
            "fenced",
            r"^Does not compile A Markdown fence \(```tsx\) was left in .* line 1, column 1",
        ),
        ("no_default", r"^No default export There is no default export"),
        ("missing_module", STAND_INS + r" There is no module \"recharts\" here line 2\b"),
        ("unused_module", STAND_INS + r" There is no module \"framer-motion\" here line 3\b"),
        ("missing_icon", STAND_INS + r" lucide-react has no icon named NoSuchIcon line 1\b"),
    ],
)
def test_every_verdict(show_sample: Open, sample: str, verdict: str) -> None:
    page = show_sample(f"good/{sample}")
    assert re.search(verdict, strip(page)), strip(page)


def test_the_offending_line_is_shown(show_sample: Open) -> None:
    page = show_sample("good/throws")
    row = page.locator(".row[aria-current=true]")
    assert row.inner_text().split(maxsplit=1) == ["12", "{plan.features.map((feature) => ("]
    assert page.locator(".row").count() == 7


def test_an_empty_pane_says_why(show_sample: Open) -> None:
    page = show_sample("good/throws")
    expect(page.locator(".pane").nth(1).locator(".curtain")).to_contain_text("Cannot read prop")


def test_state_icons_and_events_work(show_sample: Open) -> None:
    page = show_sample("good/counter")
    frame = live(page)
    expect(frame.locator("svg.lucide-github path")).to_have_count(2)
    frame.get_by_role("button", name="Add one").click()
    frame.get_by_role("button", name="Add one").click()
    expect(frame.get_by_test_id("count")).to_have_text("Count is 5")
    assert strip(page).startswith("Renders")


def test_a_form_reaches_its_handler(show_sample: Open) -> None:
    page = show_sample("good/form")
    live(page).get_by_role("button", name="Send").click()
    expect(live(page).get_by_text("Sent to ada@example.com")).to_be_visible()
    assert strip(page).startswith("Renders")


@pytest.mark.parametrize("way", ["fill", "type", "tab"])
def test_inputs_can_be_typed_into(show_sample: Open, way: str) -> None:
    """Once the pointer went into the frame, as a hand moves it, and pressed there."""
    page = show_sample("good/typing")
    page.mouse.move(0, 0)  # out of the frame, where the test before left it
    frame = live(page)
    for number, (label, text) in enumerate({"Name": "Ada", "City": "Paris"}.items()):
        box = frame.get_by_label(label)
        if way == "tab" and number:
            page.keyboard.press("Tab")
        else:
            place = box.bounding_box()
            assert place is not None
            page.mouse.move(place["x"] + 20, place["y"] + 10, steps=40)
            page.mouse.down()
            page.mouse.up()
        expect(box).to_be_focused()
        if way == "fill":
            box.fill(text)
        else:
            page.keyboard.type(text)
    expect(frame.get_by_test_id("typed")).to_have_text("Ada from Paris")


def test_an_error_after_the_first_render_is_reported(show_sample: Open) -> None:
    page = show_sample("good/throws_on_click")
    assert strip(page).startswith("Renders")
    live(page).get_by_role("button", name="Save").click()
    wait_for_verdict(page, "throws")
    assert strip(page).startswith("Throws Saving is not wired up line 3")
    expect(live(page).get_by_role("button", name="Save")).to_be_visible()


def test_late_content_is_noticed(show_sample: Open) -> None:
    page = show_sample("good/late_content")
    assert strip(page).startswith("Blank")
    wait_for_verdict(page, "renders")


def test_tailwind_works_as_it_should(show_sample: Open) -> None:
    frame = live(show_sample("good/tailwind"))
    arbitrary = frame.get_by_test_id("arbitrary")
    expect(arbitrary).to_have_css("width", "137px")
    expect(arbitrary).to_have_css("background-color", "rgb(18, 52, 86)")
    expect(arbitrary).to_have_css("line-height", "29px")
    # Three things that version 4 changed: ring width, opacity utilities, border color.
    expect(arbitrary).to_have_css("box-shadow", re.compile(r"0px 0px 0px 3px"))
    expect(frame.get_by_test_id("overlay")).to_have_css("background-color", "rgba(0, 0, 0, 0.5)")
    expect(frame.get_by_test_id("border")).to_have_css("border-color", "rgb(229, 231, 235)")
    expect(frame.get_by_test_id("dark")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_classes_composed_at_run_time_are_styled(show_sample: Open) -> None:
    frame = live(show_sample("good/tailwind"))
    computed = frame.get_by_test_id("computed")
    expect(computed).to_have_css("color", "rgb(225, 29, 72)")
    frame.get_by_role("button", name="Other tone").click()
    expect(computed).to_have_css("color", "rgb(13, 148, 136)")


def test_what_is_missing_is_shown_where_it_belongs(show_sample: Open) -> None:
    frame = live(show_sample("good/missing_module"))
    expect(frame.get_by_text("LineChart is missing")).to_be_visible()
    expect(frame.get_by_role("heading", name="Revenue")).to_be_visible()
    expect(frame.locator("div.p-8.bg-slate-100")).to_be_visible()


def test_a_component_that_fills_its_surroundings_fills_the_page(show_sample: Open) -> None:
    page = show_sample("good/fills_page")
    expect(live(page).get_by_test_id("frame")).to_have_css("height", "400px")
    assert strip(page).startswith("Renders")


def test_pictures_from_the_network_become_placeholders(show_sample: Open) -> None:
    page = show_sample("good/images", to="pictures.example")
    expect(live(page).get_by_alt_text("Person")).to_have_js_property("naturalWidth", 640)
    expect(live(page).get_by_alt_text("Person")).not_to_have_attribute("srcset", re.compile(""))
    assert "an image from pictures.example (a placeholder is shown)" in strip(page)


@pytest.mark.parametrize(
    ("sample", "verdict"),
    [
        ("breaks_off", r"^Cut off The code is cut off before its end: .* line 17, column 1$"),
        ("truncated", r"^Cut off .* line 5, column 1$"),
        ("does_not_compile", r"^Does not compile Unexpected closing .* line 6, column 7$"),
        (
            "fenced",
            r"^Markdown left in A Markdown fence was left around the code\. line 1, column 1$",
        ),
        ("no_default", r"^No default export “Page” is exported by name; .* line 1, column 1$"),
        ("two_defaults", r"^Two default exports .* already, on line 1\. line 5, column 8$"),
        ("unused_module", STAND_INS + r" “framer-motion” cannot be .* line 3, column 24\b"),
        ("missing_icon", STAND_INS + r" Lucide has no icon “NoSuchIcon”\. line 1, column 17\b"),
        ("counter", r"^Renders painted in \d+ ms$"),
        ("throws", r"^Throws Cannot read properties of undefined \(reading 'map'\) line 12\b"),
    ],
)
def test_findings_of_the_check_are_shown_in_its_words(
    show_sample: Open, sample: str, verdict: str
) -> None:
    page = show_sample(f"good/{sample}", check="yes")
    assert re.search(verdict, strip(page)), strip(page)


def test_the_line_that_the_check_names_is_shown(show_sample: Open) -> None:
    page = show_sample("good/breaks_off", check="yes")
    assert page.locator(".row[aria-current=true]").inner_text().split()[0] == "17"
    expect(page.locator(".pane").nth(1).locator(".curtain")).to_contain_text("Cut off")


@pytest.mark.parametrize("sample", ["good/throws_on_click", "hostile/loop_render"])
def test_only_successful_renders_have_a_time(show_sample: Open, sample: str) -> None:
    page = show_sample(sample)
    if sample == "good/throws_on_click":
        assert "painted in" in strip(page)
        live(page).get_by_role("button", name="Save").click()
    wait_for_verdict(page, "throws" if sample == "good/throws_on_click" else "slow")
    assert "painted in" not in strip(page)
