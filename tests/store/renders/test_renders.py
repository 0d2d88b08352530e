"""Renders: valid for one code, one design and one runtime; never shown when stale."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.orm import Session

from store.content_hash import content_md5
from store.errors import PermissionDenied
from store.insights import insight_summaries, insights
from store.records import Filters, Sort
from store.renders import renders
from store.renders.render_records import (
    FAILS_TO_RUN,
    MOST_PICTURE_BYTES,
    NO_RENDER,
    Outcome,
    Source,
)
from store.sessions import current, search
from tests.store import rows
from tests.store.acting import write_elsewhere

SHOWN: Any = {
    "verdict": "renders",
    "score": 87.5,
    "parts": {"color": 90.0},
    "pairs": [["a", "b"]],
    "painted_ms": 41,
    "notes": ("network stopped",),
    "stand_ins": ("Button",),
    "font": "Inter",
    "picture": b"RIFF",
}


def checked(db: Session, **columns: Any) -> UUID:
    """A row with code that was inspected."""
    row_id = rows.add(db, **{"generated_code": "x", **columns})
    subject = insights.subject(db, row_id)
    assert subject is not None
    assert insights.put(db, subject, rows.findings())
    return row_id


def rendered(db: Session, row_id: UUID | None = None, **outcome: Any) -> UUID:
    """A row that was rendered headless as it is now."""
    row_id = row_id or checked(db)
    subject = insights.subject(db, row_id)
    assert subject is not None
    renders.put(db, renders.key_of(subject), Outcome(**{**SHOWN, **outcome}), rendered_by="robot")
    return row_id


def ids(db: Session, sort: Sort = Sort.UPDATED_DESC, **filters: Any) -> list[UUID]:
    return [row.id for row in search.search(db, Filters(**filters), sort).rows]


def test_put_and_get_agree(db: Session) -> None:
    row_id = rendered(db)
    result = renders.get(db, row_id)
    assert result is not None
    assert result.source is Source.HEADLESS
    assert (result.verdict, result.score, result.painted_ms) == ("renders", 87.5, 41)
    assert (result.parts, result.pairs) == ({"color": 90.0}, [["a", "b"]])
    assert (result.notes, result.stand_ins) == (("network stopped",), ("Button",))
    assert (result.font, result.rendered_by) == ("Inter", "robot")
    [(pictured, name)] = renders.pictures(db, [row_id, uuid4()]).items()
    assert (pictured, renders.picture(db, row_id, name)) == (row_id, b"RIFF")
    assert renders.picture(db, row_id, f"{name}1") is None
    rendered(db, row_id, verdict="throws", message="x is undefined", line=3, score=None)
    again = renders.get(db, row_id)
    assert again is not None
    assert (again.verdict, again.message, again.line, again.score) == (
        *("throws", "x is undefined", 3),
        None,
    )
    summary = insight_summaries.summaries(db, [row_id])[row_id].render
    assert summary is not None
    assert (summary.verdict, summary.score) == ("throws", None)


@pytest.mark.parametrize("change", ["generated_code = 'y'", "design_context = '{}'"])
def test_a_render_of_other_code_or_design_is_not_shown(db: Session, change: str) -> None:
    row_id = rendered(db)
    write_elsewhere(db, row_id, change)
    for _ in range(2):  # before and after the row is inspected again
        assert renders.get(db, row_id) is None
        assert renders.pictures(db, [row_id]) == {}
        assert ids(db, render=("renders",)) == []
        assert ids(db, score=(0, 100)) == []
        assert ids(db, render=(NO_RENDER,)) == [row_id]
        subject = insights.subject(db, row_id)
        assert subject is not None
        assert insights.put(db, subject, rows.findings())
    assert insight_summaries.summaries(db, [row_id])[row_id].render is None


def test_a_render_is_shown_again_once_the_code_is_back(db: Session) -> None:
    row_id = rendered(db)
    for code in ("y", "x"):
        write_elsewhere(db, row_id, f"generated_code = '{code}'")
        subject = insights.subject(db, row_id)
        assert subject is not None
        insights.put(db, subject, rows.findings())
    assert renders.get(db, row_id) is not None


def test_a_new_runtime_makes_all_renders_stale(
    db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renders, "RUNTIME", current.RUNTIME + 1)
    row_id = rendered(db)
    assert renders.get(db, row_id) is None
    assert ids(db, render=("renders",)) == []
    assert ids(db, render=(NO_RENDER,)) == [row_id]


def test_a_viewers_preview_is_kept_until_a_headless_one_is_there(db: Session) -> None:
    row_id = checked(db)
    seen = Outcome(verdict="throws", message="no")

    def view(code: str, outcome: Outcome) -> bool:
        return renders.put_viewed(db, row_id, code, outcome, rendered_by="ann")

    assert not view("another code", seen)
    assert view("x", seen)
    assert not view("x", seen), "it says nothing new"
    assert view("x", seen.model_copy(update={"message": "still no"}))
    kept = renders.get(db, row_id)
    assert kept is not None
    assert (kept.source, kept.message, kept.rendered_by) == (Source.VIEWER, "still no", "ann")
    rendered(db, row_id)
    assert not view("x", seen)
    kept = renders.get(db, row_id)
    assert kept is not None
    assert (kept.source, kept.verdict) == (Source.HEADLESS, "renders")


@pytest.mark.parametrize(
    "bad",
    [
        {"verdict": "fine"},
        {"message": "x" * 301},
        {"line": 0},
        {"score": 100.5},
        {"score": float("nan")},
        {"parts": {"color": -1}},
        {"pairs": ["x" * 300_000]},
        {"notes": ["x"] * 13},
        {"picture": b"x" * (MOST_PICTURE_BYTES + 1)},
    ],
)
def test_reports_from_a_frame_are_bounded(bad: dict[str, Any]) -> None:
    Outcome(**SHOWN)
    with pytest.raises(ValidationError):
        Outcome(**{**SHOWN, **bad})


def test_lists_filter_by_the_outcome_of_renders(db: Session) -> None:
    good = rendered(db)
    bad = rendered(db, verdict="throws", score=None)
    slow = rendered(db, verdict="slow", score=None)
    new = checked(db)
    without_code = checked(db, generated_code=None)
    uninspected = rows.add(db, generated_code="z")
    assert set(ids(db, render=("throws",))) == {bad}
    assert set(ids(db, render=("throws", NO_RENDER))) == {bad, new, uninspected}
    assert set(ids(db, render=("renders",), score=(87.5, None))) == {good}
    assert ids(db, score=(None, 87.4)) == []
    assert set(ids(db, verdict=(FAILS_TO_RUN,))) == {bad, slow}
    assert set(ids(db, verdict=(FAILS_TO_RUN, "ok"))) == {good, bad, slow, new, without_code}
    assert set(ids(db, font="Inter")) == {good, bad, slow}
    assert set(ids(db, nodes=(1, 1), code=(1, 1))) == {good, bad, slow, new}
    assert ids(db, nodes=(2, None)) == []
    assert search.count(db, Filters(render=(NO_RENDER,))).value == 2


@pytest.mark.parametrize("sort", [Sort.MATCH_ASC, Sort.MATCH_DESC])
def test_the_list_in_order_of_the_match_is_read_page_by_page(db: Session, sort: Sort) -> None:
    scores = [50.0, 12.5, 99.0, 50.0, 50.0, 0.0]
    by_score = [(score, rendered(db, score=score)) for score in scores]
    nulls = [rendered(db, score=None, verdict="blank"), checked(db), rows.add(db)]
    falls = sort is Sort.MATCH_DESC
    expected = [row_id for _, row_id in sorted(by_score, reverse=falls)]
    expected += sorted(nulls, reverse=falls)
    assert ids(db, sort) == expected
    result, cursor, pages = [], None, []
    while True:
        page = search.search(db, Filters(), sort, cursor, size=2)
        pages.append(page)
        result += [row.id for row in page.rows]
        if (cursor := page.after) is None:
            break
    assert result == expected
    back = search.search(db, Filters(), sort, pages[-1].before, size=2)
    assert [row.id for row in back.rows] == [row.id for row in pages[-2].rows]
    for place in (1, 5, 7):
        beside = tuple(
            search.neighbor(db, Filters(), sort, expected[place], backwards=backwards)
            for backwards in (True, False)
        )
        assert beside == (expected[place - 1], expected[place + 1])
    some = ids(db, sort, score=(10, 60), render=("renders",), verdict=("ok",))
    assert some == [
        row_id
        for row_id in expected
        if row_id in {row_id for score, row_id in by_score if 10 <= score <= 60}
    ]


def test_versions_have_the_last_render_of_each_code(db: Session) -> None:
    row_id = rendered(db, score=90)
    write_elsewhere(db, row_id, "generated_code = 'y'")
    rendered(db, row_id, score=40)
    result = renders.get_for_versions(db, row_id)
    assert {md5: each.score for md5, each in result.items()} == {
        content_md5("x"): 90,
        content_md5("y"): 40,
    }


def test_a_read_only_login_is_reported(db: Session) -> None:
    row_id = checked(db)
    subject = insights.subject(db, row_id)
    assert subject is not None
    db.execute(text("SET TRANSACTION READ ONLY"))
    with pytest.raises(PermissionDenied):
        renders.put(db, renders.key_of(subject), Outcome(**SHOWN), rendered_by="robot")
    with pytest.raises(PermissionDenied):
        renders.put_viewed(db, row_id, "x", Outcome(**SHOWN), rendered_by="ann")
