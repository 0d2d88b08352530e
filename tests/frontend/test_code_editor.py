"""The editor in a page by itself: what it sends, keeps and marks, and how keys leave it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.frontend.test_mounting import EDITOR, READY, module
from tests.waiting import until

PAGE: Final = "https://dashboard.example/session"
POLICY: Final = (
    "default-src 'none'; script-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src data:"
)
BODY: Final = """<!doctype html><title>Edit</title>
<div data-test-connection-state="CONNECTED"></div>
<input aria-label="Before"><div id="host"></div><button>After</button>"""
COLLECT: Final = """source => {
    window.sent = [];
    window.kept = [];
    window.wrong = [];
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        wrong.push(`${violatedDirective} ${blockedURI}`));
    window.pressed = [];
    document.addEventListener("keydown", ({ key, ctrlKey }) => pressed.push([key, ctrlKey]));
    document.addEventListener("edit-typed", ({ detail }) => kept.push(detail));
    window.root = document.getElementById("host").attachShadow({ mode: "open" });
    window.parent_ = root.appendChild(document.createElement("div"));
    window.call = data => window.draw({
        data, parentElement: window.parent_, setTriggerValue: (name, value) => sent.push(value),
    });
}"""
OFFLINE: Final = """state => document.querySelector("[data-test-connection-state]")
    .setAttribute("data-test-connection-state", state)"""
FOCUSED: Final = "document.activeElement.id || document.activeElement.textContent"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page with the dashboard's policy on scripts and styles."""
    context = chromium.new_context(viewport={"width": 800, "height": 900})
    context.route(
        PAGE,
        lambda route: route.fulfill(
            content_type="text/html", body=BODY, headers={"Content-Security-Policy": POLICY}
        ),
    )
    page = context.new_page()
    page.goto(PAGE)
    page.evaluate(READY, module("editing/code_editor"))
    page.evaluate(COLLECT)
    yield page
    assert page.evaluate("wrong") == []
    context.close()


def draw(page: Page, **data: Any) -> None:
    page.evaluate("data => { call(data) }", {**EDITOR, **data})


def sent(page: Page) -> list[dict[str, Any]]:
    texts: list[dict[str, Any]] = page.evaluate("sent")
    return texts


def test_what_is_typed_is_sent_marked_and_kept(page: Page) -> None:
    draw(page, delay=20)
    code = page.get_by_role("textbox", name="Code")
    expect(code).to_have_text("let x = 1;")
    expect(page.locator(".cm-lintRange-error")).to_have_text("x")
    page.get_by_role("button", name="Line 1, column 5: Syntax: x").click()
    page.keyboard.type("yy")
    until(lambda: [each["text"] for each in sent(page)][-1:] == ["let yyx = 1;"])
    last = sent(page)[-1]
    assert (last["form"], last["number"]) == ("f", len(sent(page)))
    # the check of an older text marks nothing
    draw(page, checked=0, number=0, findings=[])
    expect(page.locator(".cm-lintRange-error")).to_have_count(1)
    draw(page, checked=last["number"], number=last["number"], findings=[])
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)
    expect(code).to_have_text("let yyx = 1;")
    until(lambda: page.evaluate("kept.at(-1)?.text") == "let yyx = 1;")
    assert page.evaluate("kept.at(-1).key") == EDITOR["key"]
    # Esc loses nothing
    code.press("Escape")
    expect(code).to_have_text("let yyx = 1;")
    # the page's own keys are not for somebody who types, except the one that saves
    page.evaluate("pressed.length = 0")
    page.keyboard.type("/jkr")
    page.keyboard.press("Control+s")
    assert page.evaluate("pressed.filter(([key]) => key.length === 1)") == [["s", True]]
    # another form brings another text
    draw(page, form="g", text="const a = 2;")
    expect(code).to_have_text("const a = 2;")


def test_the_keyboard_can_leave(page: Page) -> None:
    draw(page)
    page.get_by_label("Before").focus()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "host"
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Code")).to_have_text("  let x = 1;")
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.tagName") == "INPUT"
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "After"
    expect(page.get_by_role("textbox", name="Code")).to_have_text("  let x = 1;")


def test_what_is_typed_without_a_connection_is_sent_later(page: Page) -> None:
    draw(page, delay=20)
    page.evaluate(OFFLINE, "DISCONNECTED_FOREVER")
    expect(page.get_by_role("status")).to_contain_text("The connection is lost.")
    page.get_by_role("textbox", name="Code").press("Control+End")
    page.keyboard.type("//")
    until(lambda: len(sent(page)) > 0)
    until(lambda: sent(page)[-1]["text"] == "let x = 1;//")
    before = len(sent(page))
    page.evaluate(OFFLINE, "CONNECTED")
    until(lambda: len(sent(page)) == before + 1)
    assert sent(page)[-1]["text"] == "let x = 1;//"
    expect(page.get_by_role("status")).to_have_count(0)


def test_what_does_not_arrive_is_sent_again_until_it_is_answered(page: Page) -> None:
    page.clock.install()
    draw(page, delay=20)
    page.get_by_role("textbox", name="Code").press("Control+End")
    page.keyboard.type("//")
    page.clock.run_for(1_000)
    texts = [each["text"] for each in sent(page)]
    assert texts[-1] == "let x = 1;//"
    page.clock.run_for(10_000)
    assert [each["text"] for each in sent(page)] == [*texts, "let x = 1;//"]
    draw(page, number=sent(page)[-1]["number"], delay=20)
    page.clock.run_for(100_000)
    assert len(sent(page)) == len(texts) + 1


@pytest.mark.parametrize(
    "text",
    ["x" * (1 << 20), "const a = [1, 2, 3]; // a comment\n" * 30_840, '{"a": "' + "y" * 900_000],
    ids=["one-line", "lines", "one-string"],
)
def test_a_megabyte_can_be_edited(page: Page, text: str) -> None:
    """Typing goes on, and little of the text is laid out."""
    draw(page, text=text, delay=20)
    code = page.get_by_role("textbox", name="Code")
    code.press("Control+Home")
    page.keyboard.type("// hello")
    until(lambda: bool(sent(page)) and sent(page)[-1]["text"] == f"// hello{text}")
    assert len(code.inner_text()) < 100_000
