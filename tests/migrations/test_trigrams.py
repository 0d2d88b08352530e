"""The index for searches inside names: created if possible, otherwise reported."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from alembic import command
from psycopg import sql
from sqlalchemy import make_url

from migrations import runner, trigrams
from migrations.trigrams import FORMER, INDEX, Outcome
from store.models import JOINT, JOINTS
from tests.conftest import MakeDatabase

STATE = """
SELECT indisvalid, pg_get_indexdef(indexrelid) FROM pg_index
WHERE indexrelid = to_regclass('public.' || %s)
"""


@pytest.fixture
def url(make_database: MakeDatabase, template: str) -> str:
    return make_database(template)


def index(url: str, name: str = INDEX) -> tuple[bool, str] | None:
    """Whether the index is valid, and its definition; None if it does not exist."""
    with psycopg.connect(url) as connection:
        row = connection.execute(STATE, [name]).fetchone()
        return (row[0], row[1]) if row else None


def execute(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def test_it_is_created_once_and_ignored_by_alembic(url: str) -> None:
    assert trigrams.ensure(url) == Outcome.READY
    state = index(url)
    assert state is not None
    assert state[0]
    joined = f"regexp_replace(frame_name, '{JOINTS}'::text, '{JOINT}'::text, 'g'::text)"
    assert f"gin ({joined} gin_trgm_ops)" in state[1]
    assert trigrams.ensure(url) == Outcome.READY
    command.check(runner.config_for(url))


def test_an_extension_in_a_schema_of_its_own_is_used(url: str) -> None:
    execute(url, "CREATE SCHEMA extensions")
    assert trigrams.ensure(url) == Outcome.READY
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'pg_trgm'"
        ).fetchone()
    assert row == ("extensions",)


def test_a_half_built_index_is_rebuilt(url: str) -> None:
    trigrams.ensure(url)
    execute(url, f"UPDATE pg_index SET indisvalid = false WHERE indexrelid = '{INDEX}'::regclass")
    assert trigrams.ensure(url) == Outcome.READY
    state = index(url)
    assert state is not None
    assert state[0]


def test_it_takes_the_place_of_the_former_one(url: str) -> None:
    execute(
        url,
        "CREATE EXTENSION pg_trgm",
        f"CREATE INDEX {FORMER} ON prototype_sessions USING gin (frame_name gin_trgm_ops)",
    )
    command.check(runner.config_for(url))
    assert trigrams.ensure(url) == Outcome.READY
    assert index(url, FORMER) is None
    assert index(url) is not None
    with psycopg.connect(url) as connection:
        known = connection.execute(
            "SELECT last_analyze IS NOT NULL FROM pg_stat_user_tables"
            " WHERE relid = 'prototype_sessions'::regclass"
        ).fetchone()
    assert known == (True,)


def test_two_at_once_create_one(url: str) -> None:
    with ThreadPoolExecutor(2) as threads:
        assert [*threads.map(trigrams.ensure, [url, url])] == [Outcome.READY] * 2
    assert index(url) is not None


def test_a_login_without_the_right_is_told_who_can_create_it(url: str) -> None:
    execute(
        url,
        "DROP ROLE IF EXISTS trigram_tester",
        "CREATE ROLE trigram_tester LOGIN",
        "ALTER TABLE prototype_sessions OWNER TO trigram_tester",
    )
    theirs = make_url(url).set(username="trigram_tester").render_as_string(hide_password=False)
    try:
        assert trigrams.ensure(theirs) == Outcome.NOT_ALLOWED
        assert index(url) is None
        execute(url, "CREATE EXTENSION pg_trgm", "GRANT CREATE ON SCHEMA public TO trigram_tester")
        assert trigrams.ensure(theirs) == Outcome.READY
    finally:
        execute(
            url,
            "REASSIGN OWNED BY trigram_tester TO postgres",
            "DROP OWNED BY trigram_tester",
            "DROP ROLE trigram_tester",
        )


def test_a_server_without_contrib_is_left_as_it_is(url: str) -> None:
    name = sql.Identifier(str(make_url(url).database))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("ALTER DATABASE {} SET extension_control_path = '/nowhere'").format(name)
        )
    assert trigrams.ensure(url) == Outcome.NOT_AVAILABLE
    assert index(url) is None


def test_a_downgrade_to_the_beginning_drops_it(url: str) -> None:
    trigrams.ensure(url)
    runner.downgrade(url, "base")
    assert index(url) is None
