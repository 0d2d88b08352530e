"""The page that presents: what is in it, what is not, and what its policy allows."""

from __future__ import annotations

import base64
import json
import re
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from starlette.applications import Starlette

from components.presenting import routes, share_file
from components.presenting.present_page import Place, hashed
from language import using
from services import resources
from services.inspection import inspect
from services.presenting import read
from store.engine import Database
from store.errors import Unavailable
from store.insights import insights
from store.renders import renders
from store.renders.render_records import Outcome, RenderVerdict
from store.showcases import items
from store.showcases.showcase_records import SlideTexts
from tests.inspection import samples
from tests.store.acting import SUPPORT, delete_elsewhere, insert_row
from tests.store.rows import findings
from tests.store.showcases.showing import created
from tests.web.asgi import Answer, get

SECRET = "9c2f5d1e-7a64-4b0d-8a53-3c1f0b7e6d42"
CODE = f"export default () => <p>{SECRET} </script></p>"
PLACE = Place(("http://127.0.0.1:1",), ("a.example",))


@pytest.fixture
def app(database: Database, monkeypatch: pytest.MonkeyPatch) -> Starlette:
    monkeypatch.setattr(resources, "connected", lambda: database)
    return Starlette(routes=routes.routes(PLACE))


@pytest.fixture
def fair(database: Database) -> UUID:
    """One that renders, with its own session_id everywhere; one without code; one that is gone."""
    with database.begin() as db:
        row_id = insert_row(
            db,
            session_id=SECRET,
            frame_name=f"Of {SECRET}",
            generated_code=CODE,
            thumbnail_url=f"https://a.example/{SECRET}.png",
        )
        empty, gone = insert_row(db, generated_code=None), insert_row(db, frame_name="Gone")
        subject = insights.subject(db, row_id)
        assert subject
        insights.put(db, subject, findings(wireframe=f"<svg>{SECRET}</svg>"))
        outcome = Outcome(verdict=RenderVerdict.RENDERS, picture=b"RIFF picture")
        renders.put(db, renders.key_of(subject), outcome, rendered_by="robot")
        fair = created(db, SUPPORT, [row_id, empty, gone], "Fair <2026>")
        words = SlideTexts(caption="The <best>", notes="Say so")
        items.describe(db, SUPPORT, fair, row_id, words, uuid4())
        delete_elsewhere(db, gone)
    return fair


def setup_of(answer: Answer) -> dict[str, Any]:
    """What the page's script is given."""
    script = re.search(r'id="setup">(.*?)</script>', answer.body.decode())
    assert script
    setup: dict[str, Any] = json.loads(script[1])
    return setup


def test_a_page_holds_what_it_shows_and_no_id(app: Starlette, fair: UUID) -> None:
    answer = get(app, f"/present?showcase={fair}&every=1")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "private, no-store"
    setup = setup_of(answer)
    first, second, third = setup["slides"]
    assert (first["caption"], first["notes"]) == ("The <best>", "Say so")
    assert first["code"] == CODE.replace(SECRET, "9c2f5d1e…")
    assert first["picture"].startswith("data:image/webp;base64,")
    assert first["thumbnail"] == "https://a.example/9c2f5d1e….png"
    assert (second["code"], second["why"]) == (None, "It has no generated code")
    assert (third["code"], third["why"]) == (None, "The session was deleted")
    assert setup["every"] == routes.SHORTEST
    assert "<title>Fair &lt;2026&gt;</title>" in answer.body.decode()
    ids = re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}-", answer.body.decode())
    assert not ids
    assert SECRET not in answer.body.decode()


def test_a_design_is_drawn_in_full_and_without_the_session_id(
    app: Starlette, database: Database
) -> None:
    """The drawing that lists show has no room for many paths, such as those of icons."""
    path = "M0 0" + "".join(f"L{place % 20} {place % 23}" for place in range(80)) + "Z"
    icons = [
        samples.node("VECTOR", 24 * (place % 10), 24 * (place // 10), 24, 24, id=f"1:{place}")
        | {"fillGeometry": [{"path": path}]}
        for place in range(60)
    ]
    design = samples.design(samples.frame(*icons, samples.text(0, 200, f"Of {SECRET}")))
    with database.begin() as db:
        row_id = insert_row(
            db, session_id=SECRET, generated_code=CODE, design_context=json.dumps(design)
        )
        fair = created(db, SUPPORT, [row_id], "Icons")
    assert inspect(database, row_id)
    (slide,) = setup_of(get(app, f"/present?showcase={fair}"))["slides"]
    drawing = base64.b64decode(slide["drawing"].partition(",")[2]).decode()
    assert drawing.count(path) == 60
    assert "9c2f5d1e…" in drawing
    assert SECRET not in drawing


def test_its_policy_allows_its_own_script_and_the_preview(app: Starlette, fair: UUID) -> None:
    answer = get(app, f"/present?showcase={fair}")
    policy = dict(
        part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; ")
    )
    (script,) = re.findall(r'<script type="module">(.*?)</script>', answer.body.decode(), re.S)
    assert policy == {
        "default-src": "'none'",
        "script-src": f"'{hashed(script)}'",
        "style-src": policy["style-src"],
        "img-src": "data: https://a.example",
        "font-src": "http://127.0.0.1:1/preview/a/",
        "connect-src": "http://127.0.0.1:1/preview/a/ http://127.0.0.1:1/preview/frame",
        "frame-src": "http://127.0.0.1:1/preview/frame",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    assert "unsafe" not in str(policy)


def test_what_cannot_be_shown_says_what_to_do(
    app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    for address in ("/present", "/present?showcase=x", f"/present?showcase={uuid4()}"):
        answer = get(app, address)
        assert answer.status == 404
        assert b"There is no such showcase" in answer.body

    def away() -> Database:
        raise Unavailable

    monkeypatch.setattr(resources, "connected", away)
    answer = get(app, f"/present?showcase={uuid4()}")
    assert answer.status == 503
    assert b'http-equiv="refresh" content="5"' in answer.body


@pytest.mark.parametrize(
    ("cookie", "answered"),
    [
        ("", "Diese Vorführung gibt es nicht"),
        ("dashboard-language=en", "There is no such showcase"),
        ("other=1; dashboard-language=fr", "Diese Vorführung gibt es nicht"),
    ],
)
def test_the_language_that_was_chosen_comes_before_the_browsers(
    app: Starlette, cookie: str, answered: str
) -> None:
    answer = get(app, "/present", accept_language="de-AT,de;q=0.9", cookie=cookie)
    assert answered in answer.body.decode()


def test_the_presenters_window_has_no_data(app: Starlette) -> None:
    assert set(setup_of(get(app, "/present/notes"))) == {"assets"}


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("10", 10), ("1", 3), ("9999", 3600), ("x", None), ("", None)],
)
def test_how_long_a_slide_stays(text: str, seconds: int | None) -> None:
    assert routes.parse_seconds(text) == seconds


def test_a_shared_file_has_pictures_and_captions_only(app: Starlette, fair: UUID) -> None:
    text = share_file.html(read(fair))
    assert text.count("<figure>") == 1
    assert "<figcaption>The &lt;best&gt;</figcaption>" in text
    assert text.count("data:image/webp;base64,") == 1
    for secret in (
        SECRET,
        "9c2f5d1e",
        "export default",
        "Say so",
        str(fair),
        "http://",
        "https://",
    ):
        assert secret not in text
    policy = unescape(re.findall(r'Content-Security-Policy" content="(.*?)"', text)[0])
    (script,) = re.findall(r'<script type="module">(.*?)</script>', text, re.S)
    assert f"script-src '{hashed(script)}'" in policy
    assert policy.startswith("default-src 'none'; img-src data:; font-src data:; ")
    assert text.count("url(data:font/woff2;base64,") == 1
    with using("de"):
        assert '<html lang="de">' in share_file.html(read(fair))
