"""The page of a review as its component gets it, and what its reviewer's browser says."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from streamlit.testing.v1 import AppTest

from components.review import review_ops


def drawn(app: AppTest) -> dict[str, Any]:
    """What the queue is drawn with."""
    assert not app.exception
    parts = (each.proto for each in app.get("bidi_component"))
    (only,) = (each for each in parts if each.component_name == "review")
    data: dict[str, Any] = json.loads(only.json)
    return data


def names(app: AppTest) -> list[str]:
    """The names of the row on screen and of those ahead."""
    return [item["name"] for item in drawn(app)["items"]]


def served(app: AppTest) -> dict[UUID, str]:
    """The versions that may be marked, as the browser names them."""
    known = app.session_state[review_ops.SERVED]
    return {row_id: each.code_md5 + each.design_md5 for row_id, each in known.items()}
