"""Hostile code in a real Chromium is contained, and the page around it keeps working."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from scripts.chromium import chromium_path
from tests.conftest import CHROMIUM_FLAGS
from tests.preview.collector import Collector
from tests.preview.conftest import VERDICT_MS, Open, query, strip, wait_for_verdict
from tests.preview.devtools import open_page
from tests.preview.pulse import MOST_BEATS, Pulse
from tests.waiting import until

UNANSWERED = "Too slow, stopped It did not answer for 3 seconds"
LEAVING = "Stopped It tried to leave the preview"


def click_through(page: Page) -> None:
    """Click, and wait until the script's rerun has answered."""
    clicked = page.get_by_text(re.compile(r"^Clicked \d+ times$"))
    count = int(clicked.inner_text().split()[1])
    page.get_by_role("button", name="Click").click()
    expect(clicked).to_have_text(f"Clicked {count + 1} times")


@pytest.fixture(scope="session")
def idle(chromium: Browser) -> Iterator[Page]:
    """A page that only the machine holds up."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


class Stay(Protocol):
    """Lets the attack go on for so many beats, 20 a second; the page answers all the while."""

    def __call__(self, page: Page, beats: int = 40) -> None: ...


@pytest.fixture
def stay(idle: Page) -> Stay:
    def stay(page: Page, beats: int = 40) -> None:
        pulse = Pulse(page.evaluate, idle.evaluate)
        click_through(page)
        for _ in range(4):
            pulse.wait(beats // 4)
            click_through(page)
        pulse.check()

    return stay


def shown(page: Page) -> str:
    """What the frame shows."""
    return page.frame_locator("iframe.shown").locator("#root").inner_text()


def test_the_collector_notices(collector: Collector) -> None:
    with pytest.raises(OSError, match="timed out"):
        urlopen(f"http://{collector.address}/?d=secret", timeout=0.5)
    assert b"/?d=secret" in collector.received
    assert collector.connections == 1


def test_the_pulse_notices_a_page_that_is_held_up(open_sample: Open, idle: Page) -> None:
    page = open_sample("good/counter")
    pulse = Pulse(page.evaluate, idle.evaluate)

    def hold_up(dialog: Dialog) -> None:
        """A dialog holds its page up without keeping the machine busy."""
        idle.evaluate(f"window.beats({3 * MOST_BEATS})")
        dialog.accept()

    page.once("dialog", hold_up)
    page.evaluate("alert()")
    with pytest.raises(AssertionError, match="held up"):
        pulse.check()


def test_nothing_gets_out(attack_streamlit: Open, collector: Collector, stay: Stay) -> None:
    page = attack_streamlit("network")
    stay(page, 80)
    assert collector.received == b""
    assert collector.connections == 0
    assert shown(page) == "Tried everything"
    notes = strip(page)
    for what in ("a network request", "an image", "a script", "a style sheet", "a media file"):
        assert f"{what} ({collector.address})" in notes


def test_a_preconnection_carries_nothing(attack: Open, collector: Collector, stay: Stay) -> None:
    stay(attack("preconnect"))
    assert collector.received == b""


def test_webrtc_is_gone(attack: Open, collector: Collector, stay: Stay) -> None:
    page = attack("webrtc")
    stay(page)
    assert shown(page) == "Found nothing"
    assert collector.received == b""
    assert collector.connections == 0


def test_no_worker_runs(attack: Open, collector: Collector, stay: Stay) -> None:
    page = attack("workers")
    stay(page)
    assert shown(page) == "Alive: none"
    assert collector.received == b""


def test_it_sees_nothing_of_the_page_around_it(
    attack: Open, open_in_streamlit: Open, collector: Collector, stay: Stay
) -> None:
    page = open_in_streamlit("hostile/identity", verdict=False)
    page.context.add_cookies([{"name": "secret", "value": "s3cret", "url": page.url}])
    page.evaluate("localStorage.setItem('secret', 's3cret')")
    page.reload()
    wait_for_verdict(page, "renders")
    stay(page)
    rows = [line.partition(":") for line in shown(page).splitlines()]
    matches = {name: value.strip() for name, _, value in rows}
    assert "s3cret" not in str(matches)
    assert matches.pop("origin") == "null"
    assert matches.pop("cookie") == ""
    assert {name: matches.pop(name) for name in ("stored", "frameElement", "opener")} == {
        "stored": "null",
        "frameElement": "null",
        "opener": "null",
    }
    assert len(matches) >= 8
    assert all(value.startswith("blocked") for value in matches.values()), matches
    assert page.evaluate("window.secret") is None
    assert "planted" not in str(page.context.cookies())


@pytest.mark.parametrize("how", ["location", "reload", "blank", "data"])
def test_it_cannot_leave(attack: Open, collector: Collector, how: str, stay: Stay) -> None:
    cannot_leave(attack(f"leave_{how}", verdict=False), collector, stay)


def test_it_cannot_leave_a_page_of_streamlit(
    attack_streamlit: Open, collector: Collector, stay: Stay
) -> None:
    cannot_leave(attack_streamlit("leave_location", verdict=False), collector, stay)


def cannot_leave(page: Page, collector: Collector, stay: Stay) -> None:
    address = page.url
    wait_for_verdict(page, "stopped")
    assert strip(page).startswith(LEAVING)
    expect(page.locator("iframe")).to_have_count(0)
    stay(page)
    assert page.url == address
    # A connection may be opened before the policy is consulted; nothing is ever sent on it.
    assert collector.received == b""


def test_a_refresh_never_comes(attack: Open, collector: Collector, stay: Stay) -> None:
    """It waits until the page has loaded."""
    page = attack("leave_meta")
    stay(page)
    assert strip(page).startswith("Renders")
    assert collector.received == b""
    assert collector.connections == 0


def test_nothing_outside_the_frame_changes(
    attack_streamlit: Open, collector: Collector, stay: Stay
) -> None:
    downloads = []
    page = attack_streamlit("outside", verdict=False)
    page.on("download", lambda download: downloads.append(download))
    address, title = page.url, page.title()
    wait_for_verdict(page)
    stay(page)
    assert (page.url, page.title()) == (address, title)
    assert len(page.context.pages) == 1
    assert downloads == []
    assert collector.received == b""
    for what in (
        "a popup",
        "a dialog (alert)",
        "a dialog (prompt)",
        "rewriting the page",
        "a link",
    ):
        assert what in strip(page)


def test_no_form_is_sent(attack: Open, collector: Collector, stay: Stay) -> None:
    page = attack("forms")
    stay(page)
    assert collector.received == b""
    assert strip(page).startswith(LEAVING)
    assert len(page.context.pages) == 1


def test_no_frame_runs_inside_the_frame(attack: Open, collector: Collector, stay: Stay) -> None:
    page = attack("nested")
    stay(page)
    assert shown(page) == "Ran: none"
    assert collector.received == b""
    assert "a nested frame" in strip(page)


def test_it_cannot_take_the_keyboard(attack_streamlit: Open) -> None:
    page = attack_streamlit("focus", verdict=False)
    main = page.get_by_test_id("stMain")
    page.get_by_label("Notes").click()
    top = main.evaluate("element => element.scrollTop")
    wait_for_verdict(page, "stopped")
    assert strip(page).startswith("Stopped It kept taking keyboard focus from the page")
    page.keyboard.type("still here")
    expect(page.get_by_label("Notes")).to_have_value("still here")
    assert main.evaluate("element => element.scrollTop") == top


def test_taking_the_keyboard_once_is_undone(attack_streamlit: Open) -> None:
    page = attack_streamlit("focus_once", verdict=False)
    page.get_by_label("Notes").click()
    wait_for_verdict(page, "renders")
    expect(page.frame_locator("iframe.shown").get_by_text("Opened")).to_be_visible()
    page.keyboard.type("still here")
    expect(page.get_by_label("Notes")).to_have_value("still here")


def test_a_flood_through_its_port_is_stopped(attack: Open, stay: Stay) -> None:
    page = attack("flood_notes", verdict=False)
    wait_for_verdict(page, "stopped")
    assert strip(page).startswith("Stopped It flooded the page with messages")
    expect(page.locator("iframe")).to_have_count(0)
    stay(page)


def test_its_messages_are_not_trusted(attack: Open, stay: Stay) -> None:
    page = attack("spoof")
    title, address = page.title(), page.url
    stay(page, 60)
    assert strip(page).startswith("Renders")
    assert (page.title(), page.url) == (title, address)


def test_markup_in_the_source_is_text(attack: Open) -> None:
    page = attack("markup")
    text = page.frame_locator("iframe.shown").get_by_test_id("text").inner_text()
    assert text.startswith("</script><script>parent.pwned = 1</script><!-- <![CDATA[ ]]>")
    assert page.evaluate("window.pwned") is None


def test_its_errors_become_short_plain_text(attack: Open, collector: Collector) -> None:
    page = attack("error_text")
    text = strip(page)
    assert text.startswith('Throws <img src=x onerror="parent.pwned = 1"> **bold** [link](http://')
    assert len(text) < 400
    assert "\u202e" not in text
    assert page.locator(".preview img[onerror], .preview a").count() == 0
    assert page.evaluate("window.pwned") is None
    assert collector.received == b""


@pytest.mark.parametrize(
    ("sample", "verdict"),
    [
        ("loop_render", "Stopped an endless loop near line 3 line 3"),
        ("loop_top", "Stopped an endless loop near line 2 line 2"),
        ("loop_timer", "Stopped an endless loop near line 7 line 7"),
        ("loop_async", "Stopped an endless loop near line 6 line 6"),
        ("loop_microtasks", "It did not answer for 3 seconds"),
        ("loop_effect", "It never stops rerendering"),
        ("regex", "It did not answer for 3 seconds"),
        ("nodes", "It did not answer for 3 seconds"),
        ("memory_buffers", "It did not answer for 3 seconds"),
    ],
)
def test_endless_code_is_stopped(attack: Open, sample: str, verdict: str, idle: Page) -> None:
    page = attack(sample, verdict=False)
    page.locator(".preview").wait_for()
    pulse = Pulse(page.evaluate, idle.evaluate)
    for again in range(3):
        if again:
            page.get_by_role("button", name="Reload").click()
            wait_for_verdict(page, "running")
        while "slow" not in (page.locator(".preview").get_attribute("data-state") or ""):
            click_through(page)
            pulse.wait(4)
        # On a busy machine the watchdog may come before the loop's guard.
        if UNANSWERED.endswith(verdict) or strip(page) != UNANSWERED:
            break
    pulse.check()
    assert strip(page).startswith(f"Too slow, stopped {verdict}")


def test_a_frame_out_of_memory_affects_nothing_else(
    chromium: Browser, host: str, tmp_path: Path, idle: Page
) -> None:
    state = (
        "[...document.querySelectorAll('*')]"
        ".map((each) => each.shadowRoot?.querySelector('.preview')).find(Boolean)?.dataset.state"
    )
    largest = clicks = 0

    def answered() -> bool:
        nonlocal largest
        largest = max(largest, page.largest_renderer())
        return bool(page.run("document.querySelector('#clicks').innerText") == str(clicks))

    def click() -> None:
        nonlocal clicks
        page.run("document.querySelector('#click').click()")
        clicks += 1
        until(answered)

    address = f"{host}/stage?samples=hostile/memory_objects"
    executable = chromium_path() or chromium.browser_type.executable_path
    with open_page(executable, address, CHROMIUM_FLAGS, tmp_path) as page:
        until(lambda: page.run(state) == "renders")
        pulse = Pulse(page.run, idle.evaluate)
        while page.run(state) != "slow":
            click()
            pulse.wait(2)
        assert clicks > 2
        assert 300e6 < largest < 3e9
        click()
        pulse.check()


def test_endless_recursion_throws(attack: Open) -> None:
    page = attack("recursion")
    assert strip(page).startswith("Throws Maximum call stack size exceeded line 2")


def test_after_a_hang_the_next_row_is_not_blamed(attack_streamlit: Open) -> None:
    page = attack_streamlit("regex", "good/counter", verdict=False)
    page.locator("iframe.shown").wait_for()
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stMain]').innerText.includes('regex')"
    )
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("Sample good/counter")).to_be_visible()
    wait_for_verdict(page, "renders")
    assert strip(page).startswith("Renders")


@pytest.mark.parametrize("beats", [10, None])
def test_the_next_row_does_not_get_the_process_that_hangs(
    attack: Open, idle: Page, beats: int | None
) -> None:
    page = attack("regex", "good/counter", verdict=False)
    page.locator("iframe.shown").wait_for()
    if beats is None:
        wait_for_verdict(page, "slow")
    else:
        Pulse(page.evaluate, idle.evaluate).wait(beats)
    page.get_by_role("button", name="Next").click()
    verdict = page.locator(".preview[data-state]:not([data-state=running], [data-state=slow])")
    verdict.wait_for(timeout=VERDICT_MS)
    assert strip(page).startswith("Renders")


def test_what_is_stopped_beside_another_one_ends_alone(
    open_sample: Open, collector: Collector
) -> None:
    page = open_sample("good/counter")
    address = query("hostile/flood", to=collector.address)
    page.evaluate("address => showBeside(address)", address)
    shown, stopped = page.locator(".preview").first, page.locator(".preview").last
    expect(stopped).to_have_attribute("data-state", "stopped")
    expect(shown.locator("iframe.shown")).to_have_count(1)
    expect(shown).to_have_attribute("data-state", "renders", timeout=VERDICT_MS)


def test_it_stops_when_the_tab_is_left(open_in_streamlit: Open) -> None:
    page = open_in_streamlit("good/counter")
    expect(page.locator("iframe.shown")).to_have_count(1)
    page.get_by_role("tab", name="Other").click()
    expect(page.locator("iframe")).to_have_count(0)
    page.get_by_role("tab", name="Preview").click()
    expect(page.locator("iframe.shown")).to_have_count(1)
    wait_for_verdict(page, "renders")
