"""Insights: stored beside rows, valid for one version of them, and never shown when stale."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Select, select, text
from sqlalchemy.orm import Session

from store.actions import actions, editing, undo
from store.counts import CountKind
from store.engine import Database
from store.errors import PermissionDenied
from store.insights import coverage, insight_summaries, insights
from store.insights.insight_records import Findings, InsightFinding, InsightRisk, InsightSummary
from store.records import NO_VERDICT, Filters, Has, Match, Sort
from store.sessions import conditions, current, matching, search, status_counts
from tests.store import rows
from tests.store.acting import (
    ADMIN,
    STUCK_AFTER,
    delete_elsewhere,
    insert_row,
    target_of,
    write_elsewhere,
)
from tests.store.neighbors import neighbors

FOUND = Findings(
    verdict="broken",
    findings=(
        InsightFinding(line=3, column=1, kind="syntax", severity="error", message="Ünexpected <"),
    ),
    risks=(InsightRisk(line=1, column=2, risk="network", text="fetch('\\u0000')"),),
    more_risks=0,
    node_count=7,
    depth=2,
    wireframe="<svg/>",
    wireframe_complete=True,
    design_kind="figma-error",
    design_note="Figma said 404: Not found",
)


def keep(db: Session, row_id: UUID, **changes: Any) -> bool:
    """Store a finding about the row as it is now."""
    subject = insights.subject(db, row_id)
    assert subject is not None
    return insights.put(db, subject, FOUND.model_copy(update=changes))


def test_put_and_get_agree(db: Session) -> None:
    row_id = rows.add(db, generated_code="x")
    assert insights.get(db, row_id) is None
    assert keep(db, row_id)
    result = insights.get(db, row_id)
    assert result is not None
    assert Findings(**{name: getattr(result, name) for name in Findings.model_fields}) == FOUND
    assert result.inspected_at.utcoffset() is not None
    assert keep(db, row_id, verdict="ok")
    assert insights.many(db, [row_id, uuid4()])[row_id].verdict == "ok"


def test_the_subject_is_the_content_of_the_row(db: Session) -> None:
    row_id = rows.add(db, generated_code="é", design_context={"b": 1, "a": [None]})
    subject = insights.subject(db, row_id)
    assert subject is not None
    assert (subject.code, subject.design) == ("é", '{"a": [null], "b": 1}')
    assert insights.subject(db, uuid4()) is None


@pytest.mark.parametrize(
    "change", ["generated_code = 'y'", "design_context = '{}'", "status = 'pending'"]
)
def test_after_any_change_it_is_not_shown(db: Session, change: str) -> None:
    row_id = rows.add(db, generated_code="x")
    keep(db, row_id)
    write_elsewhere(db, row_id, change)
    assert insights.get(db, row_id) is None
    assert coverage.missing_or_stale(db, 10) == (row_id,)
    assert search.search(db, Filters(verdict=("broken",))).rows == ()


def test_it_is_confirmed_if_code_and_design_are_unchanged(db: Session) -> None:
    for code in ("x", None):
        row_id = rows.add(db, generated_code=code)
        assert not insights.confirm(db, [row_id])
        keep(db, row_id)
        write_elsewhere(db, row_id, "status = 'pending'")
        assert insights.confirm(db, [row_id, uuid4()]) == {row_id}
        assert insights.get(db, row_id) is not None
        write_elsewhere(db, row_id, "generated_code = 'z'")
        assert not insights.confirm(db, [row_id])


def test_an_action_keeps_the_insight(db: Session) -> None:
    row_id, stale = insert_row(db), insert_row(db)
    assert keep(db, row_id)
    assert keep(db, stale)
    write_elsewhere(db, stale, "generated_code = 'y'")
    targets = [target_of(db, each) for each in (row_id, stale)]
    request_id = uuid4()
    actions.reset(db, ADMIN, targets, reason="", request_id=request_id, stuck_after=STUCK_AFTER)
    assert insights.get(db, row_id) is not None
    assert insights.get(db, stale) is None
    undo.undo(db, ADMIN, request_id, reason="", request_id=uuid4())
    assert insights.get(db, row_id) is not None
    assert insights.get(db, stale) is None


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ({"frame_name": "New"}, True),
        ({"generated_code": "z"}, False),
        ({"design_context": "{}"}, False),
    ],
)
def test_an_edit_keeps_the_insight_unless_code_or_design_changed(
    db: Session, changes: dict[str, str], known: bool
) -> None:
    row_id = insert_row(db)
    assert keep(db, row_id)
    editing.edit(db, ADMIN, target_of(db, row_id), changes, reason="r", request_id=uuid4())
    assert (insights.get(db, row_id) is not None) is known


def test_new_rules_make_all_insights_stale(db: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    row_id = rows.add(db)
    keep(db, row_id)
    for module in (insights, coverage):
        monkeypatch.setattr(module, "RULES", current.RULES + 1)
    assert coverage.missing_or_stale(db, 10) == (row_id,)
    assert not insights.confirm(db, [row_id])


def test_a_row_that_changed_meanwhile_gets_no_insight(db: Session) -> None:
    row_id = rows.add(db)
    subject = insights.subject(db, row_id)
    assert subject is not None
    write_elsewhere(db, row_id, "generated_code = 'new'")
    assert not insights.put(db, subject, FOUND)
    delete_elsewhere(db, row_id)
    assert not insights.put(db, subject, FOUND)


def test_a_late_result_does_not_replace_a_newer_one(db: Session) -> None:
    row_id = rows.add(db)
    late = insights.subject(db, row_id)
    assert late is not None
    write_elsewhere(db, row_id, "generated_code = 'new'")
    assert keep(db, row_id, verdict="ok")
    assert not insights.put(db, late, FOUND)
    result = insights.get(db, row_id)
    assert result is not None
    assert result.verdict == "ok"


def test_missing_insights_are_listed_by_id_in_batches(db: Session) -> None:
    ids = sorted(rows.add(db) for _ in range(7))
    keep(db, ids[3])
    assert coverage.missing_or_stale(db, 3) == tuple(ids[:3])
    assert coverage.missing_or_stale(db, 9, after=ids[2]) == tuple(ids[4:])
    assert coverage.progress(db) == (1, 7)


def test_insights_of_deleted_rows_are_removed(db: Session) -> None:
    ids = [rows.add(db) for _ in range(3)]
    for row_id in ids:
        keep(db, row_id)
    for row_id in ids[:2]:
        delete_elsewhere(db, row_id)
    assert [insights.purge(db, limit=1), insights.purge(db), insights.purge(db)] == [1, 1, 0]
    assert insights.get(db, ids[2]) is not None


def test_the_list_filters_by_what_a_design_is(db: Session) -> None:
    failed, drawn, changed = (rows.add(db, updated_at=rows.at(minutes)) for minutes in (3, 2, 1))
    rows.add(db)  # not inspected
    keep(db, failed)
    keep(db, drawn, design_kind="drawn", design_note="")
    keep(db, changed)
    write_elsewhere(db, changed, "status = 'pending'")
    for kinds, expected in (
        (("figma-error",), [failed]),
        (("figma-error", "drawn"), [failed, drawn]),
        (("drawn",), [drawn]),
        (("empty", "\0"), []),
        (("\0",), []),
    ):
        result = search.search(db, Filters(design=kinds)).rows
        assert [row.id for row in result] == expected
        counted = search.count(db, Filters(design=kinds))
        assert (counted.value, counted.kind) == (len(expected), CountKind.EXACT)


def test_the_list_filters_by_verdict(db: Session) -> None:
    broken, ok, unchecked, failed = (
        rows.add(db, updated_at=rows.at(minutes), status=status)
        for minutes, status in ((4, "ready"), (3, "ready"), (2, "ready"), (1, "error"))
    )
    keep(db, broken)
    keep(db, ok, verdict="ok")
    keep(db, failed)
    for verdict, status, expected in (
        (("broken",), (), [broken, failed]),
        (("broken",), ("ready",), [broken]),
        (("broken", "ok"), (), [broken, ok, failed]),
        ((NO_VERDICT,), (), [unchecked]),
        ((NO_VERDICT, "ok"), (), [ok, unchecked]),
        (("nonsense", "\0"), (), []),
        (("\0",), (), []),
    ):
        filters = Filters(verdict=verdict, status=status)
        for sort in Sort:
            page = search.search(db, filters, sort)
            assert {row.id for row in page.rows} == set(expected)
        assert [row.id for row in search.search(db, filters).rows] == expected
        assert search.count(db, filters).value == len(expected)
        assert status_counts.status_counts(db, filters).total == len(expected)


def test_a_list_by_verdict_is_paged_searched_and_walked(db: Session) -> None:
    ids = [rows.add(db, updated_at=rows.at(-n), frame_name=f"Card {n}") for n in range(5)]
    for row_id in ids:
        keep(db, row_id)
    filters = Filters(verdict=("broken",))
    first = search.search(db, filters, size=2)
    second = search.search(db, filters, cursor=first.after, size=2)
    assert [row.id for row in (*first.rows, *second.rows)] == ids[:4]
    assert neighbors(db, filters, Sort.UPDATED_DESC, ids[2]) == (ids[1], ids[3])
    named = Filters(verdict=("broken",), q="card 3", has=(Has.NO_CODE,))
    assert [row.id for row in search.search(db, named).rows] == [ids[3]]


def test_a_read_only_login_is_reported_and_continues(db: Session) -> None:
    row_id = rows.add(db)
    subject = insights.subject(db, row_id)
    assert subject is not None
    db.execute(text("CREATE ROLE reader; GRANT USAGE ON SCHEMA public, dashboard TO reader"))
    db.execute(text("GRANT SELECT ON prototype_sessions, dashboard.insights TO reader"))
    db.execute(text("CREATE POLICY reader ON dashboard.insights TO reader USING (true)"))
    db.execute(text("SET LOCAL ROLE reader"))
    with pytest.raises(PermissionDenied):
        insights.put(db, subject, FOUND)
    with pytest.raises(PermissionDenied):
        insights.confirm(db, [row_id])
    assert insights.get(db, row_id) is None
    db.execute(text("RESET ROLE"))


def test_a_summary_names_the_errors_and_the_picture(db: Session) -> None:
    broken, ok, stale, unchecked = (rows.add(db) for _ in range(4))
    warning = InsightFinding(line=1, column=1, kind="elided", severity="warning", message="")
    keep(db, broken, findings=(warning, *FOUND.findings))
    keep(db, ok, verdict="ok", findings=(), design_kind="empty", design_note="Nothing drawn")
    keep(db, stale)
    write_elsewhere(db, stale, "status = 'pending'")
    summaries = insight_summaries.summaries(db, [broken, ok, stale, unchecked, uuid4()])
    drawing = summaries[broken].drawing
    assert insight_summaries.drawing(db, broken, drawing) == FOUND.wireframe
    assert insight_summaries.drawing(db, unchecked, drawing) is None
    assert summaries == {
        broken: InsightSummary(
            verdict="broken",
            kinds=("syntax",),
            drawing=drawing,
            design_kind=FOUND.design_kind,
            design_note=FOUND.design_note,
        ),
        ok: InsightSummary(
            verdict="ok",
            kinds=(),
            drawing=drawing,
            design_kind="empty",
            design_note="Nothing drawn",
        ),
    }


def test_the_unchecked_are_counted(db: Session) -> None:
    for _ in range(2):
        rows.add(db)
    keep(db, rows.add(db))
    assert [count.value for count in coverage.unchecked(db)] == [2, 3]
    assert {count.kind for count in coverage.unchecked(db)} == {CountKind.EXACT}


def test_insights_that_were_never_analyzed_are_counted_above_the_limit_too(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on every real table after its first migration."""
    monkeypatch.setattr(coverage, "EXACT_LIMIT", 2)
    with database.begin() as db:
        ids = [rows.add(db) for _ in range(5)]
        unchecked, total = coverage.unchecked(db)
        assert (unchecked.value, total.value) == (2, 2)
        assert unchecked.kind is total.kind is CountKind.AT_LEAST
        db.execute(text("ANALYZE prototype_sessions"))
        for known in range(2):
            unchecked, total = coverage.unchecked(db)
            assert (unchecked.value, total.value) == (5 - known, 5)
            assert unchecked.kind is total.kind is CountKind.ESTIMATE
            keep(db, ids[known])


def test_above_the_limit_the_planners_statistics_count_them(
    db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage, "EXACT_LIMIT", 2)
    ids = [rows.add(db) for _ in range(200)]
    for row_id in ids[:100]:
        keep(db, row_id)
    for known in (101, 200):
        for row_id in ids[100:known]:
            keep(db, row_id)
        db.execute(text("ANALYZE prototype_sessions, dashboard.insights"))
        unchecked, total = coverage.unchecked(db)
        assert (unchecked.value, total.value) == (200 - known, 200)
        assert unchecked.kind is total.kind is CountKind.ESTIMATE


def test_the_planner_expects_few_unchecked_rows(unused_db: Session) -> None:
    """Looked up one by one, the insights of 1,000,000 checked rows took 23 s."""
    db = unused_db
    row_id = rows.add(db)
    db.execute(
        text(
            "INSERT INTO prototype_sessions (session_id, design_context, updated_at)"
            " SELECT n::text, '{}', now() - make_interval(secs => n)"
            " FROM generate_series(1, 9999) AS n"
        )
    )
    keep(db, row_id)
    db.execute(
        text(
            "INSERT INTO dashboard.insights SELECT (jsonb_populate_record(i, jsonb_build_object("
            "'row_id', p.id, 'row_version', p.xmin::text))).* FROM dashboard.insights AS i,"
            " prototype_sessions AS p WHERE p.id <> i.row_id"
        )
    )
    db.execute(text("ANALYZE prototype_sessions, dashboard.insights"))
    filters = Filters(verdict=(NO_VERDICT,), match=Match.NONE)
    unchecked = select(conditions.table.c.id).where(*matching.where(filters)).limit(51)
    assert "Nested Loop" not in plan_of(db, unchecked)
    db.execute(text("DELETE FROM dashboard.insights WHERE random() < 0.9"))
    db.execute(text("ANALYZE dashboard.insights"))
    in_order = unchecked.order_by(conditions.table.c.updated_at.desc())
    assert "Nested Loop" in plan_of(db, in_order)


def plan_of(db: Session, statement: Select[Any]) -> str:
    """PostgreSQL's plan for it."""
    given = {"literal_binds": True}
    made = statement.compile(db.connection().engine, compile_kwargs=given)
    return "\n".join(db.scalars(text("EXPLAIN " + str(made).replace(":", r"\:"))))
