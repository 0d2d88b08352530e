"""Pictures of lists have addresses of their own."""

from __future__ import annotations

from uuid import UUID

import pytest
from starlette.applications import Starlette

from components.pictures.routes import drawing_address, render_address, routes
from services import pictures
from tests.web.asgi import get

ROW, OTHER = UUID(int=1), UUID(int=2)
KEPT = {"draws": b"<svg>", "webp": b"RIFF1", "page": b"<html>"}


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Starlette:
    def read(row_id: UUID, name: str) -> bytes | None:
        return KEPT.get(name) if row_id == ROW else None

    for name in ("drawing", "render"):
        monkeypatch.setattr(pictures, name, read)
    return Starlette(routes=routes())


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        (drawing_address(ROW, "draws"), "image/svg+xml"),
        (render_address(ROW, "webp"), "image/webp"),
    ],
)
def test_a_picture_may_be_kept_by_the_browser_and_runs_nothing(
    app: Starlette, address: str, kind: str
) -> None:
    answer = get(app, address)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)
    assert answer.headers["cache-control"] == "private, max-age=86400, immutable"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy


@pytest.mark.parametrize(
    "address",
    [
        drawing_address(ROW, "gone"),
        drawing_address(OTHER, "draws"),
        drawing_address(ROW, "page"),
        "/pictures/drawings/x/draws",
    ],
)
def test_what_is_no_picture_is_not_found(app: Starlette, address: str) -> None:
    assert get(app, address).status == 404
