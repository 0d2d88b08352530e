"""scripts/grants: what it prints, what it does, and that running it again changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import sql

from migrations import access, grants, runner
from migrations.access import Platform
from scripts import database_roles
from tests.conftest import MakeDatabase, Server, run_sql

Run = Callable[..., tuple[int, str]]

API_ROLES = ("anon", "authenticated", "service_role")
PRIVILEGES = """
SELECT c.oid::regclass::text, a.attname, grantee::regrole::text, privilege_type
FROM pg_class AS c
LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attacl IS NOT NULL,
LATERAL aclexplode(c.relacl || a.attacl)
WHERE c.relnamespace IN ('public'::regnamespace, 'dashboard'::regnamespace)
UNION ALL
SELECT tablename, policyname, array_to_string(roles, ','), cmd FROM pg_policies
UNION ALL
SELECT rolname, NULL, NULL, array_to_string(rolconfig, ',') FROM pg_roles WHERE rolname ~ '^dash_'
ORDER BY 1, 2, 3, 4
"""
OPEN = """
SELECT relname FROM pg_class WHERE relnamespace = 'dashboard'::regnamespace AND relkind = 'r'
    AND (has_table_privilege(%(role)s, oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
         OR NOT relrowsecurity)
UNION ALL
SELECT nspname FROM pg_namespace
WHERE nspname = 'dashboard' AND has_schema_privilege(%(role)s, oid, 'USAGE, CREATE')
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command; returns its exit code and all that it printed."""

    def run_it(url: str | None, *words: str) -> tuple[int, str]:
        monkeypatch.setenv("DATABASE_URL", url or "")
        monkeypatch.setattr("sys.argv", ["grants", *words])
        code = database_roles.main()
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run_it


@pytest.fixture
def url(make_database: MakeDatabase, template: str) -> str:
    return make_database(template)


@pytest.fixture
def supabase(server: Server, url: str) -> Iterator[str]:
    """A database like Supabase's, with API roles that were granted everything."""
    names = [sql.Identifier(role) for role in API_ROLES]
    for name in names:
        run_sql(server, sql.SQL("CREATE ROLE {} NOLOGIN").format(name))
    with psycopg.connect(url) as connection:
        for name in names:
            connection.execute(sql.SQL("GRANT ALL ON SCHEMA dashboard TO {}").format(name))
            connection.execute(
                sql.SQL("GRANT ALL ON ALL TABLES IN SCHEMA public, dashboard TO {}").format(name)
            )
    yield url
    with psycopg.connect(url) as connection:
        for name in names:
            connection.execute(sql.SQL("DROP OWNED BY {}").format(name))
    for name in names:
        run_sql(server, sql.SQL("DROP ROLE {}").format(name))


def state(url: str) -> list[tuple[object, ...]]:
    """Every privilege, policy and setting that the command affects."""
    with psycopg.connect(url) as connection:
        return connection.execute(PRIVILEGES).fetchall()


def test_it_prints_without_changing_anything(run: Run, url: str) -> None:
    before = state(url)
    code, printed = run(url)
    assert code == 0
    assert "for postgresql" in printed
    assert "anon" not in printed
    assert printed.rstrip().endswith("COMMIT;")
    assert state(url) == before


def test_what_it_prints_does_the_same_as_apply(run: Run, url: str) -> None:
    _, printed = run(url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(printed.encode())
    by_hand = state(url)
    assert run(url, "--apply")[0] == 0
    assert state(url) == by_hand
    assert any(privilege[2] == access.EDITOR for privilege in by_hand)


def test_applying_twice_changes_nothing_and_revokes_excess(run: Run, url: str) -> None:
    run(url, "--apply")
    once = state(url)
    with psycopg.connect(url) as connection:
        connection.execute("GRANT ALL ON ALL TABLES IN SCHEMA public, dashboard TO dash_ro")
        connection.execute("GRANT UPDATE ON dashboard.audit TO dash_editor")
    assert state(url) != once
    code, printed = run(url, "--apply")
    assert code == 0, printed
    assert state(url) == once


def test_other_members_are_removed(run: Run, server: Server, url: str) -> None:
    run(url, "--apply")
    run_sql(server, sql.SQL("CREATE ROLE guest LOGIN"))
    run_sql(server, sql.SQL("GRANT dash_editor, dash_ro TO guest WITH ADMIN OPTION"))
    code, printed = run(url, "--apply")
    with psycopg.connect(url) as connection:
        held = connection.execute(
            "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'guest'::regrole"
        ).fetchall()
    run_sql(server, sql.SQL("DROP ROLE guest"))
    assert (code, held) == (0, []), printed


def test_no_password_is_generated_or_printed(run: Run, url: str) -> None:
    _, printed = run(url, "--apply")
    assert r"\password dash_rw" in printed
    with psycopg.connect(url) as connection:
        stored = connection.execute(
            "SELECT rolpassword FROM pg_authid WHERE rolname IN ('dash_ro', 'dash_rw')"
        ).fetchall()
    assert stored == [(None,), (None,)]


def test_a_typed_password_is_sent_as_its_hash_and_printed_nowhere(
    run: Run, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_roles, "getpass", lambda prompt: "correct horse")
    code, printed = run(url, "--apply", "--passwords")
    with psycopg.connect(url) as connection:
        stored = connection.execute(
            "SELECT rolpassword FROM pg_authid WHERE rolname IN ('dash_ro', 'dash_rw')"
        ).fetchall()
        connection.execute("ALTER ROLE dash_ro PASSWORD NULL; ALTER ROLE dash_rw PASSWORD NULL")
    assert code == 0
    assert "correct horse" not in printed
    assert len(stored) == 2
    assert all(verifier.startswith("SCRAM-SHA-256$") for (verifier,) in stored)


def test_passwords_that_differ_change_nothing(
    run: Run, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["one", "two"])
    monkeypatch.setattr(database_roles, "getpass", lambda prompt: next(typed))
    before = state(url)
    code, printed = run(url, "--apply", "--passwords")
    assert (code, state(url)) == (1, before)
    assert "differ" in printed


def test_supabase_is_noticed_and_its_api_roles_are_kept_out(run: Run, supabase: str) -> None:
    with psycopg.connect(supabase) as connection:
        assert connection.execute(OPEN, {"role": "anon"}).fetchall()
    code, printed = run(supabase, "--apply")
    assert (code, "Applied for supabase" in printed) == (0, True)
    with psycopg.connect(supabase) as connection:
        for role in (*API_ROLES, "public"):
            assert connection.execute(OPEN, {"role": role}).fetchall() == []
        kept = "SELECT has_table_privilege('service_role', 'public.prototype_sessions', 'UPDATE')"
        assert connection.execute(kept).fetchone() == (True,), "The backend writes as this role."


@pytest.mark.parametrize(
    ("excess", "mend"),
    [
        ("ALTER ROLE dash_rw BYPASSRLS", "ALTER ROLE dash_rw NOBYPASSRLS"),
        ("ALTER ROLE dash_viewer CREATEROLE", "ALTER ROLE dash_viewer NOCREATEROLE"),
        ("GRANT pg_read_all_data TO dash_ro", "REVOKE pg_read_all_data FROM dash_ro"),
    ],
)
def test_a_role_that_can_do_more_is_refused(run: Run, url: str, excess: str, mend: str) -> None:
    run(url, "--apply")
    before = state(url)
    with psycopg.connect(url) as connection:
        connection.execute(excess.encode())
    code, printed = run(url, "--apply")
    with psycopg.connect(url) as connection:
        connection.execute(mend.encode())
    assert (code, state(url)) == (1, before)
    assert mend.split()[-1] in printed
    assert run(url, "--apply")[0] == 0


def test_a_login_without_the_right_is_told_so(run: Run, url: str) -> None:
    run(url, "--apply")
    code, printed = run(url.replace("postgres@", "dash_rw@"), "--apply")
    assert (code, "CREATEROLE" in printed) == (1, True)


def test_an_old_schema_is_refused(run: Run, url: str) -> None:
    runner.downgrade(url, "0004")
    code, printed = run(url, "--apply")
    assert (code, "scripts/migrate" in printed) == (1, True)


def test_without_a_database_it_prints_for_a_platform_only(run: Run) -> None:
    code, printed = run(None, "--platform", "supabase")
    assert (code, "PUBLIC, anon, authenticated, service_role" in printed) == (0, True)
    assert run(None)[0] == 1
    assert run(None, "--apply", "--platform", "postgresql")[0] == 1


@pytest.mark.parametrize("platform", list(Platform))
def test_the_script_is_one_transaction_of_single_statements(platform: Platform) -> None:
    script = grants.script(platform)
    assert script.count("BEGIN;") == 1
    assert "PASSWORD" not in script


@pytest.fixture
def keeper(server: Server, make_database: MakeDatabase) -> Iterator[str]:
    """A database whose owner is not a superuser, as on Supabase; its address as that owner."""
    url = make_database(None)
    name = sql.Identifier(url.split("/")[3].split("?")[0])
    run_sql(server, sql.SQL("CREATE ROLE keeper LOGIN CREATEROLE CREATEDB BYPASSRLS"))
    run_sql(server, sql.SQL("ALTER DATABASE {} OWNER TO keeper").format(name))
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for role in access.ROLES:
            result = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (role,))
            if result.fetchone() is not None:  # created by an earlier test, or else by keeper
                admin = sql.SQL("GRANT {} TO keeper WITH ADMIN OPTION")
                connection.execute(admin.format(sql.Identifier(role)))
    yield url.replace("postgres@", "keeper@", 1)
    with psycopg.connect(url) as connection:
        connection.execute("REASSIGN OWNED BY keeper TO CURRENT_USER; DROP OWNED BY keeper CASCADE")
    run_sql(server, sql.SQL("DROP ROLE keeper"))


def test_an_owner_who_is_no_superuser_is_enough(run: Run, keeper: str) -> None:
    runner.upgrade(keeper)
    for _ in range(2):
        code, printed = run(keeper, "--apply")
        assert code == 0, printed
    with psycopg.connect(keeper.replace("keeper@", "dash_rw@", 1)) as connection:
        connection.execute("SELECT FROM prototype_sessions FOR UPDATE")
        connection.execute("SELECT FROM dashboard.audit")
