"""The preview without the dashboard, as scripts/render uses it: one page, its files from here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, CDPSession, Page, Route

from components.preview import headless
from demo import odd_designs
from demo.catalog import variant
from demo.designs import DESIGNS
from inspection.match import design_blocks
from inspection.match.matching import match
from inspection.match.measured import read
from inspection.match.records import LEAST, Label, Match
from settings import ROOT
from tests.preview.collector import Collector
from tests.preview.conftest import renderers

ORIGIN = "http://preview.invalid"
SAMPLES = ROOT / "tests" / "preview"


@pytest.fixture(scope="module")
def aborted() -> list[str]:
    """Addresses that the page requested and did not get."""
    return []


@pytest.fixture(scope="module")
def page(chromium: Browser, aborted: list[str]) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1440, "height": 1024})

    def handle(route: Route) -> None:
        parts = urlsplit(route.request.url)
        is_own = f"{parts.scheme}://{parts.netloc}" == ORIGIN
        answer = headless.respond(parts.path, ORIGIN) if is_own else None
        if answer is None:
            aborted.append(route.request.url)
            route.abort()
        else:
            route.fulfill(status=200, headers=answer.headers, body=answer.body)

    context.route("**/*", handle)
    page = context.new_page()
    page.goto(ORIGIN + headless.PAGE)
    yield page
    context.close()


def render(page: Page, source: str, width: int = 390, height: int = 844) -> dict[str, Any]:
    job = {"source": source, "width": width, "height": height}
    result: dict[str, Any] = page.evaluate("job => renderer.render(job)", job)
    return result


def test_what_is_shown_is_measured(page: Page, aborted: list[str]) -> None:
    result = render(page, (ROOT / "demo" / "designs" / "login.tsx").read_text())
    assert (result["state"], result["word"]) == ("renders", "Renders")
    assert result["took"] > 0
    measured = read(result["page"])
    assert measured
    assert (measured.width, measured.height) == (390, 844)
    texts = {block.text: block for block in measured.blocks if block.is_text}
    heading = texts["Welcome back"]
    assert (heading.x, heading.size, heading.weight, heading.color) == (24, 30, 700, "#0f172aff")
    button = texts["Sign in"]
    assert (button.color, button.lines) == ("#ffffffff", 1)
    # The contents of fields are not texts of the document.
    assert texts["maya.lindqvist@northwind.io"].x == pytest.approx(72, abs=3)
    boxes = {(each.x, each.y, each.width, each.height): each for each in measured.blocks}
    assert boxes[24, 278, 342, 52].border == "#e2e8f0ff"
    assert boxes[24, 488, 342, 52].color == "#4f46e5ff"
    assert aborted == []


MEASURED = """export default () => <div style={{width: 600, padding: 10, background: "#eee"}}>
  <p style={{margin: 0}}>One <b>bold</b> and <a href="#">linked</a> line</p>
  <p style={{margin: 0}}>
    <span style={{fontSize: 32}}>$29</span><span style={{fontSize: 14}}>/mo</span>
  </p>
  <div style={{overflow: "hidden", width: 100, height: 40}}>
    <div style={{width: 400, height: 40, background: "#ff0000"}}>Cut</div>
  </div>
  <div style={{display: "none"}}>Hidden</div>
  <div style={{opacity: 0}}>Clear</div>
  <div style={{opacity: 0.5, background: "oklch(0.6 0.2 30)", width: 90, height: 20}} />
  <div style={{backgroundImage: "linear-gradient(#000000, #ffffff)", width: 80, height: 30}} />
  <img src="/cat.png" width="64" height="48" />
  <svg width="24" height="24" stroke="#00ff00" fill="none"><path d="M0 0h24" /></svg>
  <svg width="120" height="100" stroke="none">
    <path d="M10 40h100v50h-100z" fill="#111111" /><circle cx="60" cy="60" r="9" fill="#ff0000" />
    <line x2="120" stroke="#333333" />
    <clipPath id="clip"><path d="M0 0h120v100h-120z" /></clipPath>
  </svg>
  <input placeholder="Your name" style={{width: 200}} />
  <div style={{borderBottom: "1px solid #ff0000", width: 70, height: 20}} />
</div>"""


def test_texts_boxes_and_pictures_are_told_apart(page: Page) -> None:
    measured = read(render(page, MEASURED)["page"])
    assert measured
    texts = [block.text for block in measured.blocks if block.is_text]
    assert texts == ["One bold and linked line", "$29", "/mo", "Cut", "Your name"]
    by_width = {block.width: block for block in measured.blocks if not block.is_text}
    # Clipped to its visible part.
    assert (by_width[100].height, by_width[100].color) == (40, "#ff0000ff")
    red, half = by_width[90].color, "80"
    assert red
    assert red.endswith(half)
    assert by_width[80].color == "#808080ff"
    assert (by_width[70].border, by_width[70].open, by_width[80].open) == ("#ff0000ff", True, False)
    assert (by_width[64].kind, by_width[24].kind) == ("picture", "icon")
    assert by_width[24].color == "#00ff00ff"
    drawing = by_width[120]
    assert (drawing.color, drawing.height) == (None, 100)
    assert drawing.drawn == (drawing.x + 10, drawing.y + 40, 100, 50)


def matched(page: Page, code: str, context: dict[str, Any]) -> Match:
    """The match of some code with a design, as scripts/render compares them."""
    design = design_blocks.scene(context)
    assert design
    result = render(page, code, round(design.width), min(round(design.height), 12_000))
    measured = read(result["page"])
    assert measured
    return match(design, measured.scene)


def test_no_page_of_the_demo_is_said_to_differ_from_its_own_design(page: Page) -> None:
    own = {design.key: variant(design, design.accents[0]) for design in DESIGNS}
    matches = {key: matched(page, each.code, each.design_context) for key, each in own.items()}
    profile = own["profile"]
    context = odd_designs.enormous(profile.design_context)
    matches["enormous"] = matched(page, odd_designs.repeated(profile.code, context), context)
    assert matches["enormous"].is_cut
    differing = {
        key: (each.score, [worst.words for worst in each.worst])
        for key, each in matches.items()
        if (each.score or 0) < LEAST[Label.NEAR]
    }
    assert differing == {}
    # Their drawings are charts and scenes, each where the design has it.
    drawn = {
        key: [each.words for each in matches[key].worst] for key in ("onboarding", "analytics")
    }
    scenes = ("Icon 342", "Icon 760")
    assert not [words for said in drawn.values() for words in said if words.startswith(scenes)]


SET_IN = """export default () => <div style={{width: 390}}>
  <p className="font-['Poppins'] text-2xl">Hamburg in Poppins</p>
  <p style={{fontFamily: "Helvetica"}}>Hamburg in Helvetica</p>
  <p style={{fontFamily: "Recoleta, serif"}}>Hamburg in Recoleta</p>
</div>"""


def test_the_designs_font_is_there_or_substituted_or_said_to_be_absent(page: Page) -> None:
    result = render(page, SET_IN)
    assert result["substitutes"] == [["Helvetica", "Arimo"]]
    measured = read(result["page"])
    assert measured
    drawn = {block.text: block.font for block in measured.blocks if block.is_text}
    assert drawn == {
        "Hamburg in Poppins": "Poppins",
        "Hamburg in Helvetica": "Helvetica",
        "Hamburg in Recoleta": "serif",
    }
    wanted = [
        block.model_copy(update={"font": block.text.rpartition(" ")[2]})
        for block in measured.scene.blocks
    ]
    design = measured.scene._replace(blocks=tuple(wanted))
    said = "Design Recoleta, rendered serif, since Recoleta is not here (1 text)"
    assert match(design, measured.scene).fonts == (said,)


@pytest.mark.parametrize(
    ("sample", "state", "message"),
    [
        ("good/blank", "blank", ""),
        ("good/throws", "throws", "Cannot read properties of undefined (reading 'map')"),
        ("good/truncated", "compile", "cut off"),
        ("good/missing_module", "stand-ins", 'There is no module "recharts" here'),
        ("hostile/loop_render", "slow", "Stopped an endless loop near line"),
        ("hostile/regex", "slow", "It did not answer for 3 seconds"),
        ("hostile/leave_location", "stopped", "It tried to leave the preview"),
    ],
)
def test_every_outcome(page: Page, sample: str, state: str, message: str) -> None:
    source = (SAMPLES / f"{sample}.tsx").read_text().replace("WAY", "a")
    result = render(page, source)
    assert result["state"] == state
    assert message in result["message"]
    # The next one runs, whatever this one did.
    after = render(page, "export default () => <p>Fine</p>")
    assert after["state"] == "renders"


def test_hostile_code_reaches_nothing(page: Page, collector: Collector) -> None:
    source = (SAMPLES / "hostile" / "network.tsx").read_text()
    render(page, source.replace("COLLECTOR", collector.address))
    assert (collector.received, collector.connections) == (b"", 0)


def test_rows_of_a_page_share_a_process(page: Page, devtools: CDPSession) -> None:
    """A process for each would have to start, and to compile the runtime, for every row."""
    source = (ROOT / "demo" / "designs" / "login.tsx").read_text()
    before = set(renderers(devtools))
    started: set[int] = set()
    for _ in range(4):
        assert render(page, source)["state"] == "renders"
        started |= set(renderers(devtools)) - before
    assert len(started) <= 1


def test_what_the_worker_cannot_make_ready_the_frame_does(page: Page) -> None:
    assert render(page, SET_IN)["state"] == "renders"
    assert len(page.workers) == 1
    address = page.evaluate("renderer.preparing.address")
    page.evaluate("renderer.preparing.stop(); renderer.preparing.address = '/preview/a/none.js'")
    by_itself = render(page, SET_IN)
    page.evaluate("address => (renderer.preparing.address = address)", address)
    by_worker = render(page, SET_IN)
    assert by_itself["page"] == by_worker["page"]
