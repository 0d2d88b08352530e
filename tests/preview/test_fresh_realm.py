"""A fresh realm would have everything that was removed from the frame. No code gets one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.preview.collector import Collector
from tests.preview.conftest import VERDICT_MS, Open, forget_verdict, strip, wait_for_verdict
from tests.waiting import until

ENDED = "Stopped It opened another page inside the preview"
STUN = b"\x21\x12\xa4\x42"
LEAK = """
(address) => {
  const iceServers = [{ urls: [`stun:${address}`, `turn:${address}?transport=tcp`],
                        username: "a", credential: "b" }];
  window.peer = new RTCPeerConnection({ iceServers });
  peer.createDataChannel("leak");
  return peer.createOffer().then((offer) => peer.setLocalDescription(offer));
}
"""
# Ways that create a real frame end the preview; the others create none.
ENDS = """
createElement srcdoc blank blank_then_script javascript data blob own_page object embed frame
open_shadow closed_shadow cloned_shadow nested_shadow import_node adopt_node parser_xhtml parser_svg
fragment edit portal fencedframe stylesheet same_tick react
""".split()
MAKES_NONE = """
area area_blank declarative_shadow template write open inner_html outer_html adjacent_html
react_html
""".split()


def next_way(page: Page, way: str) -> None:
    forget_verdict(page)
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text(f"Sample hostile/realm {way}", exact=True)).to_be_visible()


def heard(collector: Collector) -> tuple[bytes, int]:
    return collector.received, collector.connections


def test_the_collector_hears_webrtc(open_sample: Open, collector: Collector) -> None:
    page = open_sample("good/counter")
    page.evaluate(LEAK, collector.address)
    until(lambda: STUN in collector.received and collector.connections > 0)


def test_a_real_frame_ends_the_preview(attack: Open, collector: Collector) -> None:
    page = attack(f"realm:{ENDS[0]}", *(f"hostile/realm:{way}" for way in ENDS[1:]))
    for way in ENDS:
        if way != ENDS[0]:
            next_way(page, way)
        wait_for_verdict(page, "stopped")
        assert strip(page).startswith(ENDED), way
        assert page.locator("iframe").count() == 0, way
        assert heard(collector) == (b"", 0), way


def test_no_other_way_makes_a_frame(attack: Open, collector: Collector) -> None:
    page = attack(f"realm:{MAKES_NONE[0]}", *(f"hostile/realm:{way}" for way in MAKES_NONE[1:]))
    for way in MAKES_NONE:
        if way != MAKES_NONE[0]:
            next_way(page, way)
        wait_for_verdict(page, "renders")
        frame = page.frame_locator("iframe.shown")
        expect(frame.get_by_text("Waited"), way).to_be_visible(timeout=VERDICT_MS)
        assert page.evaluate("document.querySelectorAll('iframe').length") == 0, way
        assert len(page.context.pages) == 1, way
        assert heard(collector) == (b"", 0), way


def test_nothing_of_the_boot_is_left_to_copy(open_sample: Open) -> None:
    page = open_sample("good/counter")
    frame = next(each for each in page.frames if each.url.endswith("/preview/frame"))
    assert frame.evaluate("[document.scripts.length, typeof __handed]") == [0, "undefined"]


@pytest.mark.parametrize(
    ("depth", "answer"), [(0, "refused"), (1, "started"), (2, "refused")], ids=str
)
def test_the_boot_starts_directly_below_the_top_only(
    open_sample: Open, host: str, depth: int, answer: str
) -> None:
    nest = """
        () => new Promise((resolve) => {
          const frame = document.createElement("iframe");
          frame.srcdoc = document.documentElement.outerHTML;
          frame.onload = () => resolve();
          document.body.append(frame);
        })
    """
    hand_over = """
        (nested) => new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve("started");
          const target = nested ? document.querySelector("iframe").contentWindow : window;
          target.postMessage({ runtime: "", icons: "" }, "*", [port2]);
          setTimeout(() => resolve("refused"), 1000);
        })
    """
    page = open_sample("good/counter", verdict=False)
    page.goto(f"{host}/preview/frame")
    at = page.main_frame
    for level in range(depth):
        if level:
            at = at.child_frames[0]
        at.evaluate(nest)
    assert at.evaluate(hand_over, depth > 0) == answer


def test_embedded_content_is_shown_as_a_gray_box(open_sample: Open) -> None:
    page = open_sample("good/embeds")
    boxes = page.frame_locator("iframe.shown").locator("nested-frame")
    sizes = "all => all.map((each) => [each.offsetWidth, each.offsetHeight])"
    # The second one's width comes from its class, not its attribute.
    assert boxes.evaluate_all(sizes) == [[400, 200], [448, 32], [320, 180]]
    for what in ("maps.example.com", "video.example.com"):
        assert f"a nested frame ({what})" in strip(page)
    page.frame_locator("iframe.shown").get_by_role("button", name="Send").click()
    expect(page.locator(".strip")).to_contain_text("a message to the page around it")
    expect(page.frame_locator("iframe.shown").get_by_text("complete")).to_be_visible()
    assert strip(page).startswith("Renders")
