"""What is new since a page was drawn, counted from what all viewers share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from components.news import news_bar
from services import inbox, news, resources
from services.news import News
from store.actions import actions
from store.actions.receipts import AuditFilters
from store.engine import Database
from store.insights import insights
from store.quality.quality_records import Sample
from store.records import Device, Filters
from store.renders import renders
from store.renders.render_records import Outcome, RenderVerdict
from store.sessions.news import MOST, WrittenRow
from tests.store.acting import ADMIN, STUCK_AFTER, SUPPORT, insert_row, target_of

SEEN = datetime(2026, 11, 26, 12, 3, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def written(*, created: timedelta, updated: timedelta) -> WrittenRow:
    """A row by how long after the page was drawn it was imported and written."""
    return WrittenRow(created_at=SEEN + created, updated_at=SEEN + updated)


def test_imported_since_is_new_and_the_rest_changed() -> None:
    rows = (
        written(created=MINUTE, updated=2 * MINUTE),
        written(created=-MINUTE, updated=MINUTE),
        written(created=-MINUTE, updated=-MINUTE),  # another viewer's page is older
    )
    assert news.counted(rows, SEEN, all_new=False) == News(1, 1)
    assert news.counted(rows, SEEN, all_new=True) == News(2, 0)
    assert not news.counted(rows[2:], SEEN, all_new=False)


def test_more_than_is_read_is_said() -> None:
    rows = (written(created=MINUTE, updated=MINUTE),) * (MOST + 1)
    counted = news.counted(rows, SEEN, all_new=False)
    assert counted == News(MOST + 1, 0, at_least=True)
    assert news_bar.summary(counted) == "101+ new"
    assert news_bar.summary(News(5, 2)) == "5 new · 2 changed"


def test_pages_drawn_within_five_minutes_share_a_query() -> None:
    noon = SEEN.replace(minute=0)
    assert {news.floor(noon + n * MINUTE) for n in range(5)} == {noon}
    assert news.floor(noon + 5 * MINUTE) == noon + 5 * MINUTE


def test_a_session_is_new_among_the_stuck_once_it_is_stuck(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "database", lambda: database)
    with database.begin() as db:
        insert_row(db, idle=STUCK_AFTER + MINUTE)
        insert_row(db, idle=STUCK_AFTER + 5 * MINUTE)
    listed = Filters(stuck_after=STUCK_AFTER)
    assert news.for_list(listed, datetime.now(UTC) - 2 * MINUTE) == News(1, 0)


def test_what_people_did_is_new_in_the_log(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "database", lambda: database)
    before = datetime.now(UTC) - MINUTE
    with database.begin() as db:
        targets = [target_of(db, insert_row(db)) for _ in range(2)]
        for each, who in zip(targets, (SUPPORT, ADMIN), strict=True):
            actions.fail(db, who, [each], reason="r", request_id=uuid4())
    assert news.for_log(AuditFilters(), before) == News(2, 0)
    assert news.for_log(AuditFilters(actor=SUPPORT.actor), before) == News(1, 0)
    assert news.for_log(AuditFilters(), datetime.now(UTC) + MINUTE) == News(0, 0)


def test_failures_and_renders_of_the_span_are_new(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "database", lambda: database)
    now = datetime.now(UTC)
    with database.begin() as db:
        insert_row(db, status="error", error_code="BP-000001", idle=MINUTE)
        row_id = insert_row(db, status="ready", generated_code="x", frame_width=480, idle=MINUTE)
        subject = insights.subject(db, row_id)
        assert subject
        outcome = Outcome(verdict=RenderVerdict.RENDERS, score=80, font="Inter")
        renders.put(db, renders.key_of(subject), outcome, rendered_by="robot")
    assert news.for_failures(now - 60 * MINUTE, now - 2 * MINUTE) == News(1, 0)
    assert news.for_failures(now - 60 * MINUTE, now) == News(0, 0)
    sample = Sample(since=now - 60 * MINUTE, until=now)
    assert news.for_renders(sample, now - MINUTE) == News(1, 0)
    desktop, mobile = (
        sample.model_copy(update={"device": device}) for device in (Device.DESKTOP, Device.MOBILE)
    )
    assert news.for_renders(desktop, now - MINUTE) == News(0, 0)
    assert news.for_renders(mobile, now - MINUTE) == News(1, 0)
    assert news.for_renders(sample, now + MINUTE) == News(0, 0)


def test_the_inbox_tells_new_items_from_changed_and_gone_ones(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "database", lambda: database)
    now = datetime.now(UTC)
    with database.begin() as db:
        insert_row(db)
    (item,) = inbox.read(now, STUCK_AFTER).items
    shown = (item.incident.key, item.incident.fingerprint, item.version)
    gone, changed = ("gone", "", 0), (item.incident.key, "before", 0)
    assert news.for_inbox(frozenset({shown}), now, STUCK_AFTER) == News(0, 0)
    assert news.for_inbox(frozenset(), now, STUCK_AFTER) == News(1, 0)
    assert news.for_inbox(frozenset({changed, gone}), now, STUCK_AFTER) == News(0, 2)
