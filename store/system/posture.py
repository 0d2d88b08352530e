"""How well the database is closed: login, encryption, row level security, grants that are too wide.

Reads the catalogue only, so every login can ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import ip_address
from typing import Any, Final

import psycopg
from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from store.system import posture_reach
from store.system.posture_reach import OWN_ROLES
from store.system.system_records import Finding, State

OWN_LOGIN: Final = "scripts/grants --apply  # then let DATABASE_URL sign in as dash_rw or dash_ro"
VERIFIED: Final = "sslmode=verify-full&sslrootcert=/path/to/ca.crt  # add to DATABASE_URL"

_LOGIN: Final = """
SELECT quote_ident(current_user) AS name, r.rolsuper, r.rolbypassrls, r.rolcreaterole,
       COALESCE((SELECT has_schema_privilege('public', oid, 'CREATE') FROM pg_namespace
                 WHERE nspname = 'public'), false) AS anybody_creates
FROM pg_roles AS r WHERE r.rolname = current_user
"""

# What Supabase's REST layer acts as, and everybody; a column's own privileges count, too.
_TABLES: Final = """
SELECT format('%I.%I', n.nspname, c.relname) AS name, n.nspname = 'dashboard' AS ours,
    c.relrowsecurity AS secured, pg_has_role(c.relowner, 'USAGE') AS owned,
    ARRAY(
        SELECT DISTINCT COALESCE(quote_ident(r.rolname), 'PUBLIC')
        FROM (SELECT c.relacl AS acl UNION ALL SELECT attacl FROM pg_attribute
              WHERE attrelid = c.oid AND attacl IS NOT NULL) AS given,
            aclexplode(given.acl) AS a LEFT JOIN pg_roles AS r ON r.oid = a.grantee
        WHERE n.nspname = 'dashboard' AND a.grantee <> c.relowner
            AND c.relname IN ('audit', 'receipts', 'skips', 'undo_snapshots', 'code_versions')
            AND a.privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
            AND (a.grantee = 0 OR pg_has_role(r.oid, 'USAGE') OR r.rolname = ANY(:own_roles))
        ORDER BY 1) AS altered_by,
    ARRAY(
        SELECT DISTINCT COALESCE(quote_ident(r.rolname), 'PUBLIC')
        FROM (SELECT c.relacl AS acl UNION ALL SELECT attacl FROM pg_attribute
              WHERE attrelid = c.oid AND attacl IS NOT NULL
              UNION ALL SELECT n.nspacl WHERE n.nspname = 'dashboard') AS given,
            aclexplode(given.acl) AS a LEFT JOIN pg_roles AS r ON r.oid = a.grantee
        WHERE a.grantee = 0 OR r.rolname IN ('anon', 'authenticated', 'service_role')
        ORDER BY 1) AS open_to,
    ARRAY(
        SELECT quote_ident(p.policyname::text) FROM pg_policies AS p
        WHERE p.schemaname = n.nspname AND p.tablename = c.relname
            AND p.permissive = 'PERMISSIVE'
            AND p.roles && ARRAY['public', 'anon', 'authenticated']::name[]
        ORDER BY 1) AS policies
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p')
    AND ((n.nspname = 'public' AND c.relname = 'prototype_sessions') OR n.nspname = 'dashboard')
ORDER BY ours, name
"""


def findings(db: Session, *, embedded: bool = False) -> tuple[Finding, ...]:
    """Every part of the posture. `embedded`: the server is private to this machine's dashboard."""
    login = db.execute(text(_LOGIN)).one()
    tables = db.execute(text(_TABLES), {"own_roles": list(OWN_ROLES)}).all()
    reached = [*posture_reach.findings(db)]
    shared = {finding.subject for finding in reached}
    return (
        _login(login, tables, embedded=embedded),
        _encryption(db),
        *_public(login),
        *(
            finding
            for table in tables
            for finding in _table(table)
            if finding.state is not State.GOOD or finding.subject not in shared
        ),
        *reached,
    )


def _login(login: Row[Any], tables: Sequence[Row[Any]], *, embedded: bool) -> Finding:
    too_much = {
        "is a superuser, who may do anything": login.rolsuper,
        "passes row level security": login.rolbypassrls,
        "may make other roles": login.rolcreaterole,
        "owns tables, so it can alter the audit log": any(table.owned for table in tables),
    }
    words = next((words for words, holds in too_much.items() if holds), None)
    if words is None:
        return Finding(
            subject="Login", state=State.GOOD, words=f"{login.name} has no more than it needs"
        )
    if embedded:
        return Finding(
            subject="Login",
            state=State.GOOD,
            words=f"{login.name} {words}: fine for the embedded server, which nobody else reaches",
        )
    return Finding(subject="Login", state=State.OPEN, words=f"{login.name} {words}", mend=OWN_LOGIN)


def _encryption(db: Session) -> Finding:
    """As the client sees it: behind a pooler the server knows only the pooler's connection."""
    connection = db.connection().connection.driver_connection
    assert isinstance(connection, psycopg.Connection)
    settings = {option.keyword: option.val for option in connection.pgconn.info}
    return encryption(
        tls=connection.pgconn.ssl_in_use,
        verified=settings.get(b"sslmode") == b"verify-full",
        here=_is_here(connection.info),
    )


def encryption(*, tls: bool, verified: bool, here: bool) -> Finding:
    """What is to be said of a connection; `here` if it does not leave the machine."""
    state, mend = State.GOOD, None
    if tls and verified:
        words = "TLS, and the server's certificate and name are verified"
    elif here:
        words = "none is needed: the connection stays on this machine"
    else:
        state, mend = State.OPEN, VERIFIED
        words = "none: passwords and designs cross the network in the clear"
        if tls:
            words = "TLS, but nobody checks who answers: sslmode is not verify-full"
    return Finding(subject="Encryption", state=state, words=words, mend=mend)


def _is_here(info: psycopg.ConnectionInfo) -> bool:
    if info.host.startswith(("/", "@")):
        return True
    try:
        return ip_address(info.hostaddr or info.host).is_loopback
    except ValueError:
        return info.host == "localhost"


def _public(login: Row[Any]) -> Iterator[Finding]:
    if login.anybody_creates:
        yield Finding(
            subject="Schema public",
            state=State.OPEN,
            words="everybody may make tables and functions in it",
            mend="REVOKE CREATE ON SCHEMA public FROM PUBLIC;",
        )


def _table(table: Row[Any]) -> Iterator[Finding]:
    """What is to be said of one table: at least whether row level security is on."""
    found = [*_of_ours(table)] if table.ours else [*_of_the_backend(table)]
    if found:
        yield from found
        return
    secured = "row level security is on" if table.secured else "row level security is off"
    words = f"{secured}, and nobody else has privileges"
    if "service_role" in table.open_to:
        words = f"{secured}; service_role has privileges, which the backend writes with"
    yield Finding(subject=table.name, state=State.GOOD, words=words)


def _of_ours(table: Row[Any]) -> Iterator[Finding]:
    if table.altered_by:
        holders = ", ".join(table.altered_by)
        yield Finding(
            subject=table.name,
            state=State.OPEN,
            words=f"{holders} can alter or delete history",
            mend=f"REVOKE UPDATE, DELETE, TRUNCATE ON {table.name} FROM {holders};",
        )
    if not table.secured:
        yield Finding(
            subject=table.name,
            state=State.OPEN,
            words="row level security is off",
            mend=f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY;",
        )
    if table.open_to:
        others = ", ".join(table.open_to)
        yield Finding(
            subject=table.name,
            state=State.OPEN,
            words=f"open to {others}: nothing here is for them",
            mend=f"REVOKE ALL ON {table.name} FROM {others};"
            f" REVOKE ALL ON SCHEMA dashboard FROM {others};",
        )


def _of_the_backend(table: Row[Any]) -> Iterator[Finding]:
    """Its own role is left alone; whoever holds the public key must not get at rows."""
    others = ", ".join(role for role in table.open_to if role != "service_role")
    if others and not table.secured:
        yield Finding(
            subject=table.name,
            state=State.OPEN,
            words=f"{others} can reach every session: row level security is off. Turn it on, if "
            "the backend signs in as service_role, which passes it",
            mend=f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY;",
        )
    elif others and table.policies:
        yield Finding(
            subject=table.name,
            state=State.OPEN,
            words=f"row level security is on, but policies let others in: "
            f"{', '.join(table.policies)}",
            mend=" ".join(f"DROP POLICY {name} ON {table.name};" for name in table.policies),
        )
    elif others:
        yield Finding(
            subject=table.name,
            state=State.NOTE,
            words=f"{others} have privileges, but row level security gives them no rows",
            mend=f"REVOKE ALL ON {table.name} FROM {others};",
        )
