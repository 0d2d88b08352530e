"""The production table is adopted untouched, or refused with the reasons."""

from __future__ import annotations

import psycopg
import pytest
from psycopg import sql

from migrations import runner
from migrations.errors import Refused
from tests.conftest import MakeDatabase
from tests.migrations import production

KEYS = """
SELECT string_agg(conname || pg_get_constraintdef(oid), ',' ORDER BY conname)
FROM pg_constraint WHERE conrelid = 'prototype_sessions'::regclass AND contype IN ('p', 'u')
"""


def one(url: str, query: str) -> object:
    """The single value that the query returns."""
    with psycopg.connect(url) as connection:
        row = connection.execute(query.encode()).fetchone()
        assert row is not None
        return row[0]


def test_ten_thousand_production_rows_stay_identical(make_database: MakeDatabase) -> None:
    url = make_database(None)
    production.create(url, rows=10_000)
    before = production.fingerprint(url)
    assert before[0] == 10_000
    keys = one(url, KEYS)

    runner.upgrade(url)

    assert production.fingerprint(url) == before
    assert one(url, KEYS) == keys
    assert runner.current(url) == runner.head()

    runner.downgrade(url, "base")

    assert production.fingerprint(url) == before
    assert one(url, KEYS) == keys


def test_extra_columns_of_the_backend_are_allowed(make_database: MakeDatabase) -> None:
    url = make_database(None)
    table = production.TABLE.replace(
        "error_code TEXT,", "error_code TEXT, model TEXT, tries INTEGER NOT NULL DEFAULT 0,"
    )
    production.create(url, rows=10, table=table)
    before = production.fingerprint(url)
    runner.upgrade(url)
    assert production.fingerprint(url) == before


@pytest.mark.parametrize(
    ("found", "instead", "difference"),
    [
        ("frame_width INTEGER", "frame_width TEXT", "column frame_width is text, expected integer"),
        ("design_context JSONB", "design_context JSON", "column design_context is json, expected"),
        (
            "created_at TIMESTAMPTZ",
            "created_at TIMESTAMP",
            "column created_at is timestamp without time zone, expected timestamp with time zone",
        ),
        ("status TEXT", "status VARCHAR(20)", "column status is character varying(20), expected"),
        ("thumbnail_url TEXT,", "", "column thumbnail_url is missing (expected text)"),
        ("session_id TEXT UNIQUE", "session_id TEXT", "session_id is not UNIQUE"),
        (
            "session_id TEXT UNIQUE NOT NULL",
            "session_id TEXT NOT NULL UNIQUE DEFERRABLE",
            "session_id is not UNIQUE",
        ),
        ("id UUID PRIMARY KEY", "id UUID NOT NULL UNIQUE", "id is not the PRIMARY KEY"),
        ("DEFAULT gen_random_uuid()", "", "column id has no default, expected gen_random_uuid()"),
        ("UNIQUE NOT NULL", "UNIQUE", "column session_id may be NULL, expected NOT NULL"),
        ("frame_name TEXT", "frame_name TEXT NOT NULL", "column frame_name is NOT NULL, expected"),
        (
            "error_code TEXT,",
            "error_code TEXT, tenant TEXT NOT NULL,",
            "column tenant is NOT NULL without a default",
        ),
    ],
)
def test_a_table_that_does_not_fit_is_refused_and_left_alone(
    make_database: MakeDatabase, found: str, instead: str, difference: str
) -> None:
    url = make_database(None)
    assert found in production.TABLE
    production.create(url, table=production.TABLE.replace(found, instead))
    before = production.fingerprint(url)

    with pytest.raises(Refused) as refusal:
        runner.upgrade(url)

    assert [line for line in refusal.value.differences if difference in line]
    assert len(refusal.value.differences) == 1, refusal.value.differences
    assert refusal.value.differences == runner.differences(url)
    assert production.fingerprint(url) == before
    assert one(url, "SELECT to_regnamespace('dashboard')") is None
    assert one(url, "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal") == 0


def test_all_differences_are_listed_at_once(make_database: MakeDatabase) -> None:
    url = make_database(None)
    production.create(url, table="CREATE TABLE prototype_sessions (id BIGINT, session_id TEXT)")
    with pytest.raises(Refused) as refusal:
        runner.upgrade(url)
    assert len(refusal.value.differences) == 16
    assert "  - column id is bigint, expected uuid\n" in str(refusal.value)


def test_a_view_in_the_tables_place_is_refused(make_database: MakeDatabase) -> None:
    url = make_database(None)
    with psycopg.connect(url) as connection:
        connection.execute(sql.SQL(production.TABLE.replace("prototype_sessions", "elsewhere")))
        connection.execute("CREATE VIEW prototype_sessions AS SELECT * FROM elsewhere")
    with pytest.raises(Refused) as refusal:
        runner.upgrade(url)
    assert refusal.value.differences == ["prototype_sessions is not an ordinary table"]
