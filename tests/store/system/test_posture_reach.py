"""Roles that reach the tables in other ways are named, and the suggested statement revokes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from psycopg import sql

from migrations import access
from store.engine import Database
from store.system.system_records import State
from tests.conftest import Server, run_sql
from tests.logins import as_login, grant
from tests.store.acting import insert_row
from tests.store.system.test_posture import TABLE, found, run

OTHERS = ("anon", "authenticated", "authenticator", "reporting", "reports")


@pytest.fixture
def owner(server: Server, database: Database) -> Iterator[Database]:
    """A granted database with row level security, and other roles on the server."""
    for role in OTHERS:
        login = sql.SQL("LOGIN" if role in {"authenticator", "reporting"} else "NOLOGIN")
        run_sql(server, sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(role), login))
    run(database, "GRANT reports TO reporting")
    grant(database)
    run(database, f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
    yield database
    run(database, *(f"DROP OWNED BY {role}" for role in OTHERS))
    for role in OTHERS:
        run_sql(server, sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


@pytest.fixture
def editor(owner: Database) -> Iterator[Database]:
    database = as_login(owner, access.WRITE_LOGIN)
    yield database
    database.dispose()


@pytest.mark.parametrize("role", ["anon", "authenticated", "PUBLIC"])
@pytest.mark.parametrize(
    "made",
    [
        f"CREATE VIEW public.leaky AS SELECT * FROM {TABLE}",
        f"CREATE MATERIALIZED VIEW public.leaky AS SELECT * FROM {TABLE}",
        "CREATE VIEW public.leaky AS SELECT * FROM dashboard.audit",
        "CREATE VIEW public.leaky AS SELECT * FROM (SELECT count(*) FROM public.inner_view) AS c",
        f"CREATE VIEW public.leaky WITH (security_invoker = off) AS SELECT * FROM {TABLE}",
    ],
)
def test_a_view_past_row_level_security(
    owner: Database, editor: Database, made: str, role: str
) -> None:
    run(owner, f"CREATE VIEW public.inner_view WITH (security_invoker) AS SELECT * FROM {TABLE}")
    run(owner, made)
    assert found(editor) == []
    run(owner, f"GRANT SELECT ON public.leaky TO {role}")
    (finding,) = found(editor)
    assert finding.subject == "public.leaky"
    assert finding.message.startswith(f"{role} can use this")
    assert finding.fix
    run(owner, finding.fix)
    assert found(editor) == []


def test_a_view_that_reads_with_its_readers_rights(owner: Database, editor: Database) -> None:
    with owner.begin() as db:
        insert_row(db)
    run(owner, f"CREATE VIEW public.leaky AS SELECT * FROM {TABLE}")
    run(owner, "GRANT SELECT ON public.leaky TO anon", f"GRANT SELECT ON {TABLE} TO anon")
    seen = "SET LOCAL ROLE anon; SELECT count(*) FROM public.leaky"
    with owner.engine.connect() as connection:
        assert connection.exec_driver_sql(seen.split("; ")[0]) is not None
        assert connection.exec_driver_sql(seen.split("; ")[1]).scalar_one() == 1
    (finding,) = found(editor)
    assert finding.fix
    run(owner, finding.fix.split("-- or: ")[1])
    assert found(editor) == []
    with owner.engine.connect() as connection:
        connection.exec_driver_sql(seen.split("; ")[0])
        assert connection.exec_driver_sql(seen.split("; ")[1]).scalar_one() == 0


@pytest.mark.parametrize("role", access.ROLES)
def test_a_member_of_our_roles(owner: Database, editor: Database, role: str) -> None:
    run(owner, f"GRANT {role} TO authenticator")
    (finding,) = found(editor)
    assert (finding.subject, "authenticator" in finding.message) == (f"Role {role}", True)
    assert finding.fix
    run(owner, finding.fix)
    assert found(editor) == []


@pytest.mark.parametrize(
    "opened",
    [
        f"GRANT SELECT ON {TABLE} TO reporting",
        f"GRANT UPDATE (status) ON {TABLE} TO reports",
        f"GRANT DELETE ON {TABLE} TO reports",
        "GRANT SELECT ON dashboard.undo_snapshots TO reports",
        "GRANT pg_read_all_data TO reporting",
    ],
)
def test_another_login_is_worth_knowing(owner: Database, editor: Database, opened: str) -> None:
    run(owner, opened)
    assert found(editor) == []
    notes = found(editor, State.NOTE)
    assert notes
    for finding in notes:
        assert "reporting" in finding.message
        assert finding.fix
        run(owner, finding.fix)
    assert found(editor, State.NOTE) == []


def test_a_policy_for_another_role_is_worth_knowing(owner: Database, editor: Database) -> None:
    run(owner, f'CREATE POLICY "All rows" ON {TABLE} FOR SELECT TO reports USING (true)')
    (finding,) = found(editor, State.NOTE, State.OPEN)
    assert (finding.subject, '"All rows" (reports)' in finding.message) == (TABLE, True)
    assert finding.fix
    run(owner, finding.fix)
    assert found(editor, State.NOTE, State.OPEN) == []
