"""Components are mounted and unmounted in a page by themselves, and must leave nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, CDPSession, Locator, Page, expect

from components import frontend
from components.preview.built import content, manifest
from tests.waiting import until

PIXEL: Final = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)
DRAWING: Final = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>"
# Loaded only when nearly visible; nothing answers.
REMOTE: Final = "https://thumbnails.example/a.png"
PAGE: Final = "https://dashboard.example/sessions"
PICTURE: Final = {
    "drawing": DRAWING, "thumbnail": PIXEL, "reason": "", "note": "", "alt": "Design",
    "cropped": False, "width": 300, "height": 200, "name": "Login", "noted": True,
}  # fmt: skip
CARD: Final = {
    **PICTURE, "thumbnail": REMOTE, "id": "1", "address": "session?id=1", "badges": [],
    "reference": "BP-1", "age": "1 h", "exact_time": "today",
}  # fmt: skip
COLUMN: Final = {"name": "name", "label": "Name", "help": "", "order": "name", "direction": None}
LINE: Final = {"number": 1, "text": "x", "marked": True, "chosen": True, "start": 0, "end": 1}
SAME: Final = {"old": 1, "new": 1, "lines": ["a"], "folded": False}
NODE: Final = {
    "at": 0, "name": "Frame", "type": "FRAME", "text": "", "level": 1, "children": 0, "trail": [],
    "hidden": False, "box": [0, 0, 10, 10], "sheet": 0, "id": "1:1", "parent": -1,
}  # fmt: skip
BASE: Final = {
    "picture": {"sheet": 0, "address": DRAWING, "width": 300, "height": 200, "note": ""},
    "sheets": [{"at": 0, "label": "Page 1"}],
    "parts": [{"of": -1, "rows": [NODE], "start": 0, "total": 1}],
    "shown": {"node": NODE, "parts": []},
    "nodes": 1,
}
DRAFT: Final = {
    "row": "1", "session": "0a1b2c3d", "version": "1", "form": "f", "fields": {"frame_name": "k"},
    "texts": {"frame_name": ""}, "edited": False, "dropped": [],
}  # fmt: skip
EDITOR: Final = {
    "form": "f", "key": "edit-generated_code-f", "label": "Code", "text": "let x = 1;", "number": 0,
    "language": "tsx", "height": "20rem", "delay": 400, "checked": 0,
    "said": {"text": "Does not compile", "tone": "red"},
    "findings": [{"line": 1, "column": 5, "severity": "error", "word": "Syntax", "message": "x"}],
}  # fmt: skip
ITEM: Final = {
    "key": "stuck:1", "version": 0, "icon": "bolt", "tone": "red", "title": "Checkout is stuck",
    "why": "Nothing heard.", "when": "4 min ago", "exactly": "Since noon", "address": "session",
    "notes": [{"text": "alice is on it", "icon": "person"}], "snooze": True,
    "buttons": [{"name": "reset", "label": "Reset", "icon": "restart_alt"}],
}  # fmt: skip
REPLY: Final = {
    "row": "1", "text": "Hello", "language": "en", "primary": True, "recorded": True,
}  # fmt: skip
OPINION: Final = {"mark": "good", "reasons": ["layout"], "note": "Nearly", "place": None}
REVIEW: Final = {
    "items": [{
        "id": "1", "version": "1", "name": "Checkout", "facts": "ready", "address": "session",
        "runs_ahead": True, "preview": {"assets": {"host": "/none.js"}, "width": 390}, "blocks": [],
        "own": OPINION, "older": [], "others": [{
            **OPINION, "who": "bob", "when": "1 h ago", "label": "Good", "icon": "thumb_up",
            "tone": "green",
        }],
    }],
    "current": "1", "ahead": [], "before": None, "behind": None, "watched": "bob",
    "progress": {"words": "0 of 1 reviewed", "share": 0}, "reasons": ["layout", "font"],
    "marks": [{"name": "good", "label": "Good", "icon": "thumb_up", "tone": "green"}],
    "own_reasons": ["font"], "may": True, "may_add": True, "done": [], "refused": None,
    "can_undo": True,
}  # fmt: skip
PAIR: Final = {
    "sides": [{"assets": {"host": "/none.js"}}] * 2, "names": ["A", "B"], "chosen": "left",
    "addresses": ["session", "session"], "design": {"thumbnail": None, "drawing": DRAWING},
    "may": True,
}  # fmt: skip
RECENT: Final = {
    "id": "1", "name": "Checkout", "address": "session?id=1", "moment": "today", "picture": PICTURE,
    "reference": "BP-1", "parts": [{"text": "ready", "tone": "green", "icon": "bolt"}],
}  # fmt: skip
TILE: Final = {
    "number": "3", "label": "ready", "icon": "bolt", "note": "exact", "color": "orange",
    "address": "sessions",
}  # fmt: skip
SHELF: Final = {
    "id": "1", "name": "Fair", "address": "showcases?showcase=1", "present": "present?showcase=1",
    "facts": "1 session", "changed": {"text": "1 changed", "tone": "orange", "icon": "bolt"},
    "pictures": [PICTURE], "more": "+2",
}  # fmt: skip
COMPONENTS: Final[dict[str, dict[str, Any]]] = {
    "code/difference": {"fingerprint": "1", "labels": ["a", "b"], "blocks": [SAME]},
    "code/excerpt": {"fingerprint": "1", "label": "Code", "lines": [LINE]},
    "design_tree/explorer": {"design": "1", "base": BASE, "answers": []},
    "editing/code_editor": EDITOR,
    "editing/draft_keeper": DRAFT,
    "editing/save_key": {},
    "inbox/count": {"count": 3, "label": "Inbox, 3 items"},
    "inbox/inbox": {"items": [ITEM], "snoozes": ITEM["buttons"], "notice": "Done: Checkout"},
    "news/news": {"seconds": 15, "selected": 0},
    "page_frame/page_frame": {"page": "sessions"},
    "overview/recent": {
        "label": "Latest",
        "columns": 2,
        "rows": [RECENT, {**RECENT, "picture": None}],
    },
    "overview/tiles": {"label": "Tiles", "columns": 6, "width": 170, "tiles": [TILE]},
    "page_frame/pulse": {"answer": None},
    "page_frame/toggle_states": {"pressed": {"k": True}},
    "pictures/gallery": {"cards": [CARD], "selected": []},
    "pictures/picture": PICTURE,
    "pictures/table": {"columns": [COLUMN], "rows": [CARD], "selected": []},
    "review/pair": PAIR,
    "review/review": REVIEW,
    "session/reply": REPLY,
    "session/reveal": {"value": "secret", "seconds": 60, "token": "t"},
    "showcases/shelves": {"shelves": [SHELF]},
    "url_state/clean_url": {"page": "sessions", "own": []},
    "url_state/shortcuts": {},
    "views/open_view": {"address": "sessions?status=error"},
}
# Streamlit puts a component's own HTML into the parent before it calls the component.
HTML: Final = {
    "session/reveal": '<code class="value"></code><span class="left"></span>'
    '<button class="copy"></button>'
}
TWO_FRAMES: Final = """new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done)));
})"""
READY: Final = """async source => {
    window.draw = (await import(URL.createObjectURL(new Blob([source], {type: "text/javascript"}))))
        .default;
    window.addParent = html => {
        window.parent_ = document.body.appendChild(document.createElement("div"));
        window.parent_.innerHTML = html;
    };
    window.call = data => window.draw({
        data, parentElement: window.parent_, setStateValue() {}, setTriggerValue() {},
    });
}"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """An empty page, as wide as the dashboard."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    html = '<div data-test-connection-state="CONNECTED"></div>'
    context.route(PAGE, lambda route: route.fulfill(content_type="text/html", body=html))
    context.route(REMOTE, lambda route: None)
    page = context.new_page()
    yield page
    context.close()


def module(name: str) -> str:
    """A component's module; the editor's own, which its component fetches."""
    is_fetched = name == "editing/code_editor"
    return content(manifest().editor).decode() if is_fetched else frontend.script(name)


def ready(page: Page, name: str) -> None:
    """Load a component's module, and add the element that it draws in."""
    page.goto(PAGE)
    page.evaluate(READY, module(name))
    page.evaluate("html => addParent(html)", HTML.get(name, ""))


def count(page: Page, devtools: CDPSession) -> dict[str, int]:
    """How many nodes and listeners the page's process holds after garbage collection.

    An element whose text was set is held until the next frame, for the event that follows.
    """
    page.evaluate(TWO_FRAMES)
    devtools.send("HeapProfiler.collectGarbage")
    counters: dict[str, int] = devtools.send("Memory.getDOMCounters")
    return counters


def test_every_component_is_tested() -> None:
    """The preview's own tests mount it; a remembered choice stores nothing and draws nothing; what
    presents is a page by itself, and so is what was shared."""
    built = {path.removesuffix(".js") for path in frontend.names() if path.endswith(".js")}
    pages = {"present/present", "present/share"}
    assert built - pages == {*COMPONENTS, "preview/component", "url_state/remembered"}


@pytest.mark.parametrize("name", [*COMPONENTS])
def test_nothing_is_left_of_an_unmounted_component(page: Page, name: str) -> None:
    ready(page, name)
    devtools = page.context.new_cdp_session(page)
    page.evaluate("data => call(data)()", COMPONENTS[name])
    assert page.evaluate("parent_.innerHTML.length > 0") is (name in HTML)
    page.evaluate("parent_.remove()")
    before = count(page, devtools)
    page.evaluate(
        """([data, html]) => {
            for (let time = 0; time < 20; time += 1) {
                addParent(html);
                call(data);
                const end = call(data);
                (window.parents ??= []).push(new WeakRef(parent_));
                end();
                parent_.remove();
            }
            addParent(html);
        }""",
        [COMPONENTS[name], HTML.get(name, "")],
    )

    def is_freed() -> bool:
        """What is leaked stays; what Chromium itself still holds is let go."""
        after = count(page, devtools)
        return (
            page.evaluate("parents.filter(each => each.deref()).length") == 0
            and after["jsEventListeners"] <= before["jsEventListeners"]
            and after["nodes"] <= before["nodes"] + 20
        )

    until(is_freed)


@pytest.mark.parametrize("name", ["pictures/gallery", "pictures/table"])
def test_a_list_that_is_mounted_again_loads_its_thumbnails(page: Page, name: str) -> None:
    ready(page, name)
    page.evaluate("data => call(data)()", COMPONENTS[name])
    page.evaluate("data => { call(data) }", COMPONENTS[name])
    expect(page.locator("[data-id]")).to_have_count(1)
    expect(page.locator("[data-id] .layers")).to_have_attribute("data-state", "waiting")


@pytest.mark.parametrize("name", ["pictures/gallery", "pictures/table", "design_tree/explorer"])
def test_an_overtaken_call_ends_nothing(page: Page, name: str) -> None:
    """Streamlit cleans it up once it has loaded, while the component stays."""
    ready(page, name)
    page.evaluate("data => { const first = call(data); call(data); first(); }", COMPONENTS[name])
    drawn = page.locator("[data-id], [data-at]")
    expect(drawn).to_have_count(1)
    if name != "design_tree/explorer":
        expect(page.locator("[data-id] .layers")).to_have_attribute("data-state", "waiting")


def test_a_difference_has_each_unchanged_line_once_and_marks_what_changed(page: Page) -> None:
    ready(page, "code/difference")
    changed = {
        "old": 2,
        "new": 2,
        "before": [["let b = 1;", 8, 9]],
        "after": [["let b = 2;", 8, 9]],
    }
    data = {**COMPONENTS["code/difference"], "blocks": [SAME, changed]}
    page.evaluate("data => { call(data) }", data)
    expect(page.locator(".code")).to_have_text(["a", "a", "let b = 1;", "let b = 2;"])
    expect(page.locator("mark")).to_have_text(["1", "2"])


def test_a_revealed_value_is_gone_once_unmounted_and_not_shown_longer(page: Page) -> None:
    page.clock.install()
    ready(page, "session/reveal")
    data = COMPONENTS["session/reveal"]
    page.evaluate("data => { window.end = call(data) }", data)
    expect(page.locator(".value")).to_have_text("secret")
    page.evaluate("window.end()")
    expect(page.locator(".value")).to_have_text("")
    page.clock.fast_forward(61_000)
    page.evaluate("data => { call(data) }", data)
    expect(page.locator(".value")).to_have_text("")
    page.evaluate("data => { call(data) }", {**data, "token": "another"})
    expect(page.locator(".value")).to_have_text("secret")
    page.clock.run_for(61_000)
    expect(page.locator(".value")).to_have_text("")


@pytest.mark.parametrize(("edited", "kept"), [(False, False), (True, True)])
def test_a_saved_draft_is_deleted(page: Page, edited: bool, kept: bool) -> None:
    """As after a save, if the page was reloaded before it could delete the draft."""
    ready(page, "editing/draft_keeper")
    draft = {"form": "f", "version": "1", "fields": {"frame_name": "Mine"}, "withheld": []}
    page.evaluate("draft => sessionStorage.setItem('edit-draft:1', JSON.stringify(draft))", draft)
    data = {**DRAFT, "form": "g", "version": "2", "texts": {"frame_name": "Mine"}}
    page.evaluate("data => { call(data) }", {**data, "edited": edited})
    assert page.evaluate("sessionStorage.getItem('edit-draft:1') !== null") is kept


def test_a_session_is_lost_only_if_the_server_does_not_answer_for_long(page: Page) -> None:
    page.clock.install()
    ready(page, "page_frame/pulse")
    page.evaluate("data => { call(data) }", {"answer": None, "session": "one"})
    page.evaluate(
        """async () => {
            document.addEventListener("prototype-session-lost", () => (window.lost = true));
            const root = document.querySelector("[data-test-connection-state]");
            for (const state of ["PINGING_SERVER", "CONNECTED"]) {
                root.setAttribute("data-test-connection-state", state);
                await null;
            }
        }"""
    )
    page.clock.run_for(14_000)
    assert not page.evaluate("window.lost"), "the server is busy"
    page.clock.run_for(2_000)
    assert page.evaluate("window.lost")


def test_an_edited_reply_is_still_there_after_a_reload(page: Page) -> None:
    def drawn() -> Locator:
        ready(page, "session/reply")
        page.evaluate("data => { call(data) }", REPLY)
        return page.get_by_role("textbox", name="Reply")

    drawn().fill("Hello Ada")
    expect(drawn()).to_have_value("Hello Ada")
    page.get_by_role("button", name="Undo my edits").click()
    drawn().fill("Hello 0b0d3c1e-98f4-4b1c-9f0e-2f6a3c1d7e55")
    expect(drawn()).to_have_value("Hello")
    assert page.evaluate("sessionStorage.length") == 0


def test_what_was_typed_before_the_keeper_was_there_is_kept(page: Page) -> None:
    ready(page, "editing/draft_keeper")
    page.evaluate(
        """() => {
            document.body.insertAdjacentHTML("beforeend", '<div class="st-key-k"><input></div>');
            document.querySelector("input").value = "Typed early";
        }"""
    )
    page.evaluate("data => { call(data) }", DRAFT)
    kept = page.evaluate("JSON.parse(sessionStorage.getItem('edit-draft:1')).fields")
    assert kept == {"frame_name": "Typed early"}
