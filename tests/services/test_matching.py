"""A row's page against its design, from what a viewer's frame says that it measured."""

from __future__ import annotations

import json
from functools import partial

import pytest

from demo.catalog import variant
from demo.designs import DESIGNS
from inspection.match.blocks import Block
from inspection.match.design_blocks import scene
from inspection.match.records import Label
from services import matching, renders, resources
from services.frame_sizes import frame_size
from store.engine import Database
from store.sessions import prototype_sessions
from tests.store.acting import insert_row

LOGIN = next(design for design in DESIGNS if design.key == "login")


def measured(*blocks: Block, width: float = 390) -> str:
    size = {"width": width, "height": 844, "full_width": width, "full_height": 844}
    page = {**size, "ground": "#ffffffff", "is_cut": False}
    return json.dumps({**page, "blocks": [block.model_dump(mode="json") for block in blocks]})


def test_a_page_is_matched_with_the_design_of_its_row(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "database", lambda: database)
    design = variant(LOGIN, "indigo").design_context
    with database.begin() as db:
        row_id = insert_row(db, design_context=json.dumps(design))
    row = database.read(lambda db: prototype_sessions.get_summary(db, row_id))
    made = scene(design)
    assert made
    same = matching.matched(row, measured(*made.blocks[1:]))
    assert same
    assert (same.score, same.label) == (100, Label.CLOSE)
    fewer = matching.matched(row, measured(*made.blocks[1:20]))
    assert fewer
    assert fewer.score
    assert fewer.score < 90
    assert fewer.counts[1] == 11
    for odd in ("", "[]", measured(*made.blocks[1:], width=768)):
        refused = matching.matched(row, odd)
        assert refused
        assert (refused.label, refused.score) == (Label.NOT_COMPARABLE, None)


def test_a_session_is_run_and_compared_at_the_size_that_the_list_is_from(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever size the row says, the preview and scripts/render use the design's."""
    monkeypatch.setattr(resources, "database", lambda: database)
    design = variant(LOGIN, "indigo").design_context
    for width, height in ((1440, 1129), (390, 500), (None, None)):
        with database.begin() as db:
            row_id = insert_row(
                db, design_context=json.dumps(design), frame_width=width, frame_height=height,
                generated_code="export default () => <p>Hi</p>",
            )  # fmt: skip
        row = database.read(partial(prototype_sessions.get_summary, row_id=row_id))
        work = renders.work(database, row_id)
        assert work
        assert matching.frame(row) == (work.job.width, work.job.height) == (390, 844)


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        (None, None, (1280, 800)),
        (375, None, (375, 800)),
        (2, 90_000, (8, 12_000)),
        (0, -5, (1280, 800)),
    ],
)
def test_without_a_frame_in_the_design_the_size_is_what_the_row_says(
    width: int | None, height: int | None, size: tuple[int, int]
) -> None:
    assert frame_size(None, width, height) == size
