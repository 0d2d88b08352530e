"""What is open, and that the suggested statement fixes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from psycopg import sql
from sqlalchemy import text

from migrations import access
from store.engine import Database
from store.system import posture, posture_reach
from store.system.system_records import Finding, State
from tests.conftest import Server, run_sql
from tests.logins import as_login, grant

API_ROLES = ("anon", "authenticated", "service_role")
TABLE = "public.prototype_sessions"


@pytest.fixture
def owner(server: Server, database: Database) -> Iterator[Database]:
    """A granted database on a server with Supabase's API roles."""
    for role in API_ROLES:
        run_sql(server, sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
    grant(database)
    yield database
    run(database, *(f"DROP OWNED BY {role}" for role in API_ROLES))
    for role in API_ROLES:
        run_sql(server, sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


@pytest.fixture
def editor(owner: Database) -> Iterator[Database]:
    database = as_login(owner, access.WRITE_LOGIN)
    yield database
    database.dispose()


def run(database: Database, *statements: str) -> None:
    with database.begin() as db:
        for statement in statements:
            db.execute(text(statement))


def found(database: Database, *states: State) -> list[Finding]:
    findings = database.read(posture.findings)
    return [finding for finding in findings if finding.state in (states or (State.OPEN,))]


def test_a_granted_login_has_nothing_open(editor: Database) -> None:
    findings = editor.read(posture.findings)
    assert found(editor, State.OPEN, State.NOTE) == []
    assert {finding.subject for finding in findings} == {"Login", "Encryption", *access.TABLES}
    assert findings[0].message == "dash_rw has only what it needs"
    words = {finding.subject: finding.message for finding in findings}
    assert words[TABLE].startswith("row level security is off")
    assert words["dashboard.audit"].startswith("row level security is on")


def test_a_superuser_is_open_except_on_the_embedded_server(database: Database) -> None:
    login = database.read(posture.findings)[0]
    assert (login.state, login.fix) == (State.OPEN, posture.OWN_LOGIN)
    embedded = database.read(lambda db: posture.findings(db, embedded=True))[0]
    assert (embedded.state, embedded.fix) == (State.GOOD, None)


def test_an_owner_is_open(owner: Database) -> None:
    run(owner, "CREATE ROLE keeper LOGIN", "GRANT dash_editor TO keeper")
    run(owner, "GRANT CREATE ON SCHEMA dashboard TO keeper")
    run(owner, "ALTER TABLE dashboard.audit OWNER TO keeper")
    keeper = as_login(owner, "keeper")
    (login, *_) = found(keeper)
    keeper.dispose()
    run(owner, "REASSIGN OWNED BY keeper TO postgres", "DROP OWNED BY keeper", "DROP ROLE keeper")
    assert "owns tables" in login.message


@pytest.mark.parametrize(
    ("opened", "subject", "said"),
    [
        ("GRANT SELECT ON public.prototype_sessions TO anon", TABLE, "anon can reach every"),
        ("GRANT SELECT (status) ON public.prototype_sessions TO PUBLIC", TABLE, "PUBLIC can reach"),
        ("GRANT SELECT ON dashboard.audit TO service_role", "dashboard.audit", "service_role"),
        ("GRANT INSERT ON dashboard.skips TO PUBLIC", "dashboard.skips", "PUBLIC"),
        (
            "ALTER TABLE dashboard.insights DISABLE ROW LEVEL SECURITY",
            "dashboard.insights",
            "row level security is off",
        ),
        ("GRANT DELETE ON dashboard.audit TO dash_rw", "dashboard.audit", "alter or delete"),
        ("GRANT CREATE ON SCHEMA public TO PUBLIC", "Schema public", "everyone"),
    ],
)
def test_what_is_open_is_fixed_by_its_sql(
    owner: Database, editor: Database, opened: str, subject: str, said: str
) -> None:
    run(owner, opened)
    (finding,) = found(editor)
    assert finding.subject == subject
    assert said in finding.message
    assert finding.fix
    run(owner, finding.fix)
    assert found(editor) == []


@pytest.mark.parametrize("holder", ["dash_rw", "dash_ro", "dash_editor", "dash_viewer", "PUBLIC"])
@pytest.mark.parametrize("privileges", ["UPDATE, DELETE", "TRUNCATE", "UPDATE (label)"])
def test_roles_that_can_alter_history_are_named_and_lose_it(
    owner: Database, editor: Database, holder: str, privileges: str
) -> None:
    run(owner, f"GRANT {privileges} ON dashboard.audit TO {holder}")
    finding = found(editor)[0]
    assert finding.message == f"{holder} can alter or delete history"
    assert finding.fix
    run(owner, finding.fix)
    assert found(editor) == []


def test_the_posture_knows_the_dashboards_roles() -> None:
    assert posture_reach.OWN_ROLES == access.ROLES


def test_an_open_schema_is_reported_for_each_table(owner: Database, editor: Database) -> None:
    run(owner, "GRANT USAGE ON SCHEMA dashboard TO anon")
    ours = [table for table in access.TABLES if table.startswith("dashboard.")]
    assert sorted(finding.subject for finding in found(editor)) == sorted(ours)
    fix = found(editor)[0].fix
    assert fix
    run(owner, fix)
    assert found(editor) == []


def test_privileges_behind_row_level_security_are_a_note_until_a_policy_lets_in(
    owner: Database, editor: Database
) -> None:
    run(owner, f"GRANT ALL ON {TABLE} TO anon, service_role")
    run(owner, f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
    (note,) = found(editor, State.NOTE, State.OPEN)
    assert (note.state, "no rows" in note.message) == (State.NOTE, True)
    run(owner, f'CREATE POLICY "Let all" ON {TABLE} USING (true)')
    (finding,) = found(editor)
    assert finding.fix == f'DROP POLICY "Let all" ON {TABLE};'
    run(owner, finding.fix)
    assert found(editor) == []
    assert note.fix
    run(owner, note.fix)
    assert found(editor, State.NOTE, State.OPEN) == []


def test_the_backends_role_may_write(owner: Database, editor: Database) -> None:
    run(owner, f"GRANT ALL ON {TABLE} TO service_role")
    assert found(editor, State.NOTE, State.OPEN) == []


@pytest.mark.parametrize(
    ("tls", "verified", "here", "state", "said"),
    [
        (True, True, False, State.GOOD, "verified"),
        (True, False, False, State.OPEN, "the server is not verified"),
        (False, False, False, State.OPEN, "unencrypted"),
        (False, False, True, State.GOOD, "stays on this machine"),
    ],
)
def test_encryption(tls: bool, verified: bool, here: bool, state: State, said: str) -> None:
    finding = posture.encryption(tls=tls, verified=verified, is_local=here)
    assert (finding.state, said in finding.message) == (state, True)
    assert (finding.fix is None) == (state is State.GOOD)
