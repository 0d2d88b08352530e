"""Supabase's API roles cannot access our tables, whatever privileges its defaults grant."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from migrations import runner
from postgres.embedded import PostgresServer
from tests.conftest import MakeDatabase, run_sql
from tests.migrations import production

API_ROLES = ("anon", "authenticated", "service_role")
DEFAULTS = (
    "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO {role}",
    "ALTER DEFAULT PRIVILEGES GRANT ALL ON SEQUENCES TO {role}",
    "ALTER DEFAULT PRIVILEGES GRANT ALL ON FUNCTIONS TO {role}",
    "ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO {role}",
    "GRANT ALL ON prototype_sessions TO {role}",
)
OPEN_OBJECTS = """
SELECT 'schema' FROM pg_namespace
WHERE nspname = 'dashboard' AND has_schema_privilege(%(role)s, oid, 'USAGE, CREATE')
UNION ALL
SELECT relname FROM pg_class WHERE relnamespace = 'dashboard'::regnamespace AND CASE relkind
    WHEN 'r' THEN has_table_privilege(%(role)s, oid,
        'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
    WHEN 'S' THEN has_sequence_privilege(%(role)s, oid, 'USAGE, SELECT, UPDATE') END
UNION ALL
SELECT proname FROM pg_proc WHERE pronamespace = 'dashboard'::regnamespace
    AND has_function_privilege(%(role)s, oid, 'EXECUTE')
"""


@pytest.fixture
def api_roles(server: PostgresServer) -> Iterator[None]:
    """The roles of Supabase's REST layer. Roles belong to the server, not a database."""
    for role in API_ROLES:
        run_sql(server, sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
    yield
    for role in API_ROLES:
        run_sql(server, sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


@pytest.fixture
def url(api_roles: None, make_database: MakeDatabase) -> Iterator[str]:
    """A migrated production database whose defaults grant the API roles everything."""
    url = make_database(None)
    production.create(url, rows=10)
    with psycopg.connect(url) as connection:
        for role in API_ROLES:
            for statement in DEFAULTS:
                connection.execute(sql.SQL(statement).format(role=sql.Identifier(role)))
    runner.upgrade(url)
    yield url
    with psycopg.connect(url) as connection:
        for role in API_ROLES:
            connection.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(role)))


@pytest.mark.parametrize("role", [*API_ROLES, "public"])
def test_nothing_in_the_schema_is_open(url: str, role: str) -> None:
    with psycopg.connect(url) as connection:
        assert connection.execute(OPEN_OBJECTS, {"role": role}).fetchall() == []


@pytest.mark.parametrize("role", API_ROLES)
def test_a_table_created_later_is_not_accessible(url: str, role: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE dashboard.later (id int)")
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT * FROM dashboard.later")


def test_default_privileges_in_the_schema_are_revoked(url: str) -> None:
    runner.downgrade(url, "0002")
    with psycopg.connect(url) as connection:
        for kind in ("TABLES", "SEQUENCES", "FUNCTIONS"):
            connection.execute(
                sql.SQL(
                    "ALTER DEFAULT PRIVILEGES IN SCHEMA dashboard GRANT ALL ON {} TO anon"
                ).format(sql.SQL(kind))
            )
    runner.upgrade(url)
    with psycopg.connect(url) as connection:
        left = connection.execute(
            "SELECT defaclobjtype FROM pg_default_acl"
            " WHERE defaclnamespace = 'dashboard'::regnamespace"
        )
        assert left.fetchall() == []


def test_every_table_has_row_level_security(url: str) -> None:
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT relname, relrowsecurity FROM pg_class"
            " WHERE relnamespace = 'dashboard'::regnamespace AND relkind = 'r'"
        ).fetchall()
    assert {name for name, _ in tables} >= {"receipts", "audit", "alembic_version"}
    assert [name for name, secured in tables if not secured] == []


@pytest.mark.parametrize("role", API_ROLES)
def test_the_backends_role_still_writes_and_moves_updated_at(url: str, role: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))
        moved = connection.execute(
            "UPDATE prototype_sessions SET status = 'ready' RETURNING updated_at = now()"
        ).fetchall()
    assert moved == [(True,)] * 10
