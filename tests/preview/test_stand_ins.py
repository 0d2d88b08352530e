"""Stand-ins for missing parts let the rest be judged."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.preview.conftest import Open, strip

GREY = re.compile(r"^data:image/svg\+xml,")


def live(page: Page) -> FrameLocator:
    """What the code shows."""
    return page.frame_locator("iframe.shown")


def test_imported_pictures_are_placeholders_of_their_size(show_sample: Open) -> None:
    frame = live(show_sample("stand_ins/imported_picture"))
    expect(frame.locator("img")).to_have_count(2)
    first, second = frame.locator("img").first, frame.locator("img").last
    for picture in (first, second):
        expect(picture).to_have_attribute("src", GREY)
    assert (first.bounding_box() or {}) | {"x": 0, "y": 0} == box(200, 120)
    assert (second.bounding_box() or {}) | {"x": 0, "y": 0} == box(96, 96)


def box(width: float, height: float) -> dict[str, float]:
    return {"x": 0, "y": 0, "width": width, "height": height}


def size(frame: FrameLocator, selector: str) -> tuple[float, float]:
    bounds = frame.locator(selector).bounding_box()
    assert bounds is not None
    return bounds["width"], bounds["height"]


def test_pictures_of_every_kind_of_import(show_sample: Open) -> None:
    frame = live(show_sample("stand_ins/pictures"))
    expect(frame.locator("img")).to_have_count(10)
    for picture in frame.locator("img").all():
        expect(picture).to_have_attribute("src", GREY)
    assert size(frame, "[alt=hero]") == (160, 80)
    assert size(frame, "[alt=required]") == (70, 30)
    assert size(frame, "[alt=field]") == (50, 40)
    assert size(frame, "[data-testid=logo]") == (32, 32)
    assert size(frame, "[alt=filled]") == (192, 96)
    expect(frame.get_by_alt_text("filled")).to_have_css("position", "absolute")
    expect(frame.get_by_alt_text("filled")).to_have_css("object-fit", "cover")
    for name in ("background", "required"):
        expect(frame.get_by_test_id(name)).to_have_css("background-image", re.compile("svg"))
    expect(frame.locator("main")).to_have_class("page")


def test_next_image_and_link(show_sample: Open) -> None:
    frame = live(show_sample("stand_ins/next_image"))
    assert size(frame, "img") == (320, 200)
    expect(frame.get_by_alt_text("A boat")).to_have_attribute("src", GREY)
    expect(frame.get_by_role("link", name="About us")).to_be_visible()
    expect(frame.get_by_text("is missing")).to_have_count(0)


def test_a_wrapper_leaves_the_page_its_own_look(show_sample: Open) -> None:
    frame = live(show_sample("stand_ins/wrapper"))
    for text in ("A plain heading", "Plain text"):
        expect(frame.get_by_text(text)).to_have_css("color", "rgb(0, 0, 0)")
        expect(frame.get_by_text(text)).to_have_css(
            "font-family", re.compile("^Inter, ui-sans-serif")
        )
        background = "e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e)"
        painted = frame.get_by_text(text).evaluate(
            background + ".backgroundColor; if (c !== 'rgba(0, 0, 0, 0)') return c } return null }"
        )
        assert painted is None
    assert size(frame, "p")[0] > 400


def test_a_class_of_a_missing_module_can_be_constructed(show_sample: Open) -> None:
    expect(live(show_sample("stand_ins/constructed")).get_by_text("Hello you")).to_be_visible()


def test_theme_classes_have_the_default_colors(show_sample: Open) -> None:
    frame = live(show_sample("stand_ins/theme_classes"))
    expect(frame.locator("main")).to_have_css("background-color", "rgb(15, 23, 42)")
    expect(frame.locator("main")).to_have_css("color", "rgb(248, 250, 252)")
    expect(frame.get_by_text("Gray")).to_have_css("color", "rgb(100, 116, 139)")


@pytest.mark.parametrize(
    ("sample", "note"),
    [
        ("wrapper", "Shown with 1 stand-in: Shell"),
        ("imported_picture", "Shown with 2 imported pictures: photo, imgLogo"),
        ("next_image", "Shown with 2 stand-ins: Image, Link"),
        ("icons", "Shown with 5 icons: FiSun, BoltIcon, MenuIcon, Icon and 1 more"),
        ("theme_classes", "Theme colors (such as bg-primary) are the shadcn/ui defaults"),
    ],
)
def test_stand_ins_are_listed_in_one_note(show_sample: Open, sample: str, note: str) -> None:
    page = show_sample(f"stand_ins/{sample}")
    expect(page.locator(".strip .notes").filter(has_text=note)).to_have_count(1)


def test_icons_of_other_libraries_keep_their_size(show_sample: Open) -> None:
    frame = live(show_sample("stand_ins/icons"))
    expect(frame.locator("svg")).to_have_count(5)
    assert size(frame, "li:first-child svg") == (20, 20)
    assert size(frame, "li:nth-child(3) svg") == (16, 16)
    assert size(frame, "li:last-child svg:last-child") == (16, 16)
    expect(frame.locator("li:first-child svg")).to_have_css("color", "rgb(220, 38, 38)")


def test_the_codes_own_theme_wins(show_sample: Open) -> None:
    page = show_sample("stand_ins/own_theme")
    expect(live(page).locator("main")).to_have_css("background-color", "rgb(0, 128, 0)")
    assert "shadcn" not in strip(page)


def test_a_map_in_a_frame_is_blocked(show_sample: Open) -> None:
    page = show_sample("stand_ins/map_frame")
    expect(live(page).get_by_role("heading", name="Find us")).to_be_visible()
    expect(page.get_by_role("status").filter(has=page.locator(".line"))).to_contain_text(
        "a nested frame"
    )


@pytest.mark.parametrize(
    ("sample", "text"), [("top_level_process", "Build"), ("import_meta", "Call us")]
)
def test_names_and_values_of_a_build(show_sample: Open, sample: str, text: str) -> None:
    page = show_sample(f"stand_ins/{sample}")
    assert strip(page).startswith("Renders")
    expect(live(page).get_by_text(text)).to_be_visible()


def test_a_page_of_shadcn(show_sample: Open) -> None:
    frame = live(show_sample("stand_ins/shadcn"))
    # The components have no look of their own, but the one that the page gives them.
    expect(frame.get_by_test_id("card")).to_have_css("border-top-left-radius", "12px")
    assert size(frame, "[data-testid=card]")[0] == 384
    expect(frame.get_by_text("Revenue")).to_be_visible()
    # A chart shows its own name, not those of its container and its parts.
    expect(frame.get_by_text("is missing")).to_have_text("AreaChart is missing")
    expect(frame.get_by_text("The second panel")).to_be_visible()
    for hidden in ("The first panel", "Inside the dialog", "The address is wrong"):
        expect(frame.get_by_text(hidden)).to_have_count(0)
    expect(frame.get_by_role("button", name="Send")).to_be_enabled()
    expect(frame.get_by_placeholder("Email")).to_be_editable()
    expect(frame.get_by_text("answered")).to_be_visible()


def test_every_use_of_a_stand_in(show_sample: Open) -> None:
    frame = live(show_sample("stand_ins/every_use"))
    for text in ("Welcome", "watched", "connected", "Options", "moved", "bigger"):
        expect(frame.get_by_text(text, exact=True)).to_be_visible()
    for name in ("LineChart", "Map"):
        expect(frame.get_by_text(f"{name} is missing")).to_be_visible()
    expect(frame.locator("main")).to_have_class("p-2 underline")
    expect(frame.locator("section.tagged")).to_have_text("tagged")
    expect(frame.get_by_text("red", exact=True)).to_have_class("px-2 text-red-600")
    expect(frame.get_by_text("styled", exact=True)).to_have_css("color", "rgb(4, 5, 6)")
    bigger = frame.get_by_title("bigger")
    expect(bigger).to_have_css("padding-left", "33px")
    expect(bigger).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(frame.get_by_text("bus line, total 0.00, none")).to_be_visible()
    expect(frame.locator("ol")).to_be_empty()


def test_a_router_shows_its_first_page(show_sample: Open) -> None:
    frame = live(show_sample("stand_ins/router"))
    expect(frame.get_by_role("button", name="home page")).to_be_visible()
    expect(frame.get_by_text("about page")).to_have_count(0)
    expect(frame.get_by_role("link", name="About us")).to_have_class("off")
    frame.get_by_role("button", name="home page").click()
    expect(frame.get_by_role("button", name="home page")).to_be_visible()
