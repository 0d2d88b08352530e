"""The least privileges that the dashboard works with, as SQL for Supabase or plain PostgreSQL.

Two roles hold privileges, and each of two logins has one role. Running it again revokes anything
else that they were granted. For the reasons, see docs/decisions/0040-database-roles.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from psycopg import errors
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from migrations import memberships
from migrations.access import (
    ALL_ROLES,
    API_ROLES,
    EDITOR,
    LOGIN_SETTINGS,
    READ_LOGIN,
    RECEIPT_COLUMNS,
    ROLES,
    TABLES,
    VIEWER,
    WRITE_LOGIN,
    WRITTEN_COLUMNS,
    Platform,
)
from migrations.errors import MigrationFailed

TOO_POWERFUL: Final = errors.InvalidRoleSpecification


class Step(NamedTuple):
    """Statements and the reason for them."""

    why: str
    statements: tuple[str, ...]


def platform_of(connection: Connection) -> Platform:
    """Supabase if its API roles exist."""
    roles = connection.scalars(text("SELECT rolname FROM pg_roles")).all()
    return Platform.SUPABASE if {"anon", "authenticated"} <= set(roles) else Platform.POSTGRESQL


def steps(platform: Platform) -> tuple[Step, ...]:
    """All statements, in order, to be run in one transaction."""
    closed_to = ", ".join(("PUBLIC", *API_ROLES[platform]))
    return (
        Step(
            "Do not wait for long behind the backend's writes.", ("SET LOCAL lock_timeout = '3s'",)
        ),
        Step("Two roles that hold privileges, two logins without a password.", tuple(_created())),
        Step("None of them may be more than that.", (_NO_MORE,)),
        Step("Take back what they were given before.", tuple(_revocations())),
        Step("What each may do.", tuple(_granted())),
        Step("The same where row level security is on, or is turned on later.", tuple(_policies())),
        Step("Limits, and a login that begins read-only.", tuple(_limits())),
        Step("Schema dashboard is closed to everybody else.", tuple(_closed(closed_to))),
    )


def script(platform: Platform) -> str:
    """The statements as a file for psql."""
    parts = [
        f"-- {step.why}\n" + "\n".join(f"{statement};" for statement in step.statements)
        for step in steps(platform)
    ]
    return "\n\n".join(
        [f"-- Least privileges of the dashboard, for {platform}.\nBEGIN;", *parts, "COMMIT;"]
    )


def apply(connection: Connection, platform: Platform) -> None:
    """Run the statements in the caller's transaction. Raises MigrationFailed."""
    try:
        for step in steps(platform):
            for statement in step.statements:
                connection.execute(text(statement))
    except DBAPIError as error:
        if isinstance(error.orig, TOO_POWERFUL):
            revoke = error.orig.diag.message_hint
            raise MigrationFailed(
                "One of the dashboard's roles can do more than it should. Nothing was changed."
                f" Run this, then scripts/grants again:\n  {revoke};"
            ) from error
        if isinstance(error.orig, errors.InsufficientPrivilege):
            raise MigrationFailed(
                "This login may not make roles or give these privileges. Nothing was changed. Run"
                " scripts/grants as the owner of prototype_sessions, with the right CREATEROLE."
            ) from error
        raise


_NO_MORE: Final = f"""\
DO $$
DECLARE
    excess text;
BEGIN
    SELECT format('ALTER ROLE %I NOSUPERUSER NOBYPASSRLS NOREPLICATION NOCREATEROLE NOCREATEDB',
                  rolname) INTO excess
    FROM pg_roles WHERE rolname = ANY (string_to_array('{ALL_ROLES}', ', '))
        AND (rolsuper OR rolbypassrls OR rolreplication OR rolcreaterole OR rolcreatedb);
    IF excess IS NULL THEN
        SELECT format('REVOKE %I FROM %I', held.rolname, member.rolname) INTO excess
        FROM pg_auth_members AS m
        JOIN pg_roles AS held ON held.oid = m.roleid
        JOIN pg_roles AS member ON member.oid = m.member
        WHERE member.rolname = ANY (string_to_array('{ALL_ROLES}', ', '))
            AND (member.rolname, held.rolname) NOT IN (('{EDITOR}', '{VIEWER}'),
                ('{READ_LOGIN}', '{VIEWER}'), ('{WRITE_LOGIN}', '{EDITOR}'));
    END IF;
    IF excess IS NOT NULL THEN
        RAISE EXCEPTION 'one of the dashboard''s roles can do more than it should'
            USING HINT = excess, ERRCODE = '{TOO_POWERFUL.sqlstate}';
    END IF;
END $$"""


def _created() -> Iterator[str]:
    for role in ROLES:
        attribute = "NOLOGIN" if role in {VIEWER, EDITOR} else "LOGIN"
        yield (
            f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}')"
            f" THEN CREATE ROLE {role} {attribute}; END IF; END $$"
        )
        yield f"ALTER ROLE {role} {attribute} INHERIT"


def _revocations() -> Iterator[str]:
    yield memberships.revoke_memberships(ALL_ROLES)
    yield f"REVOKE ALL ON public.prototype_sessions FROM {ALL_ROLES}"
    for kind in ("TABLES", "SEQUENCES", "ROUTINES"):
        yield f"REVOKE ALL ON ALL {kind} IN SCHEMA dashboard FROM {ALL_ROLES}"
    yield f"REVOKE ALL ON SCHEMA public, dashboard FROM {ALL_ROLES}"


def _granted() -> Iterator[str]:
    yield (
        "DO $$ BEGIN EXECUTE"
        f" format('GRANT CONNECT ON DATABASE %I TO {READ_LOGIN}, {WRITE_LOGIN}',"
        " current_database()); END $$"
    )
    yield f"GRANT USAGE ON SCHEMA public, dashboard TO {VIEWER}"
    yield f"GRANT {VIEWER} TO {EDITOR}, {READ_LOGIN}"
    yield f"GRANT {EDITOR} TO {WRITE_LOGIN}"
    columns = ", ".join(WRITTEN_COLUMNS)
    for table, access in TABLES.items():
        editor = access.editor
        if table == "public.prototype_sessions":
            editor = editor.replace("UPDATE", f"UPDATE ({columns})")
        elif table == "dashboard.receipts":
            editor = f"INSERT ({', '.join(RECEIPT_COLUMNS)})"
        for role, privileges in ((VIEWER, access.viewer), (EDITOR, editor)):
            if privileges:
                yield f"GRANT {privileges} ON {table} TO {role}"


def _policies() -> Iterator[str]:
    for table, access in TABLES.items():
        for role, privileges in ((VIEWER, access.viewer), (EDITOR, access.editor)):
            for command in filter(None, privileges.split(", ")):
                name = f"{role}_{command.lower()}"
                yield f"DROP POLICY IF EXISTS {name} ON {table}"
                yield f"CREATE POLICY {name} ON {table} FOR {command} TO {role} {_rule(command)}"


def _rule(command: str) -> str:
    using, check = "USING (true)", "WITH CHECK (true)"
    return {"INSERT": check, "UPDATE": f"{using} {check}"}.get(command, using)


def _limits() -> Iterator[str]:
    for login in (READ_LOGIN, WRITE_LOGIN):
        for name, value in LOGIN_SETTINGS.items():
            yield f"ALTER ROLE {login} SET {name} = {value}"
    yield f"ALTER ROLE {READ_LOGIN} SET default_transaction_read_only = on"


def _closed(others: str) -> Iterator[str]:
    for table in TABLES:
        if table.startswith("dashboard."):
            yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"REVOKE ALL ON SCHEMA dashboard FROM {others}"
    for kind in ("TABLES", "SEQUENCES", "ROUTINES"):
        yield f"REVOKE ALL ON ALL {kind} IN SCHEMA dashboard FROM {others}"
        yield f"ALTER DEFAULT PRIVILEGES IN SCHEMA dashboard REVOKE ALL ON {kind} FROM {others}"
