"""The security posture: login, encryption, row level security, and excessive grants.

Reads the catalog only, so any login can run it.
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
from store.system.posture_tables import TABLES, check_table
from store.system.system_records import Finding, State
from store.together import gather

OWN_LOGIN: Final = "scripts/grants --apply  # then let DATABASE_URL sign in as dash_rw or dash_ro"
VERIFIED: Final = "sslmode=verify-full&sslrootcert=/path/to/ca.crt  # add to DATABASE_URL"

_LOGIN: Final = """
SELECT quote_ident(current_user) AS name, r.rolsuper, r.rolbypassrls, r.rolcreaterole,
       COALESCE((SELECT has_schema_privilege('public', oid, 'CREATE') FROM pg_namespace
                 WHERE nspname = 'public'), false) AS anybody_creates
FROM pg_roles AS r WHERE r.rolname = current_user
"""


def findings(db: Session, *, embedded: bool = False) -> tuple[Finding, ...]:
    """Every part of the posture. `embedded`: the server is private to this machine's dashboard."""
    login, tables, reached = gather(db, _read_login, _read_tables, posture_reach.findings)
    shared = {finding.subject for finding in reached}
    return (
        _login(login, tables, embedded=embedded),
        _encryption(db),
        *_public(login),
        *(
            finding
            for table in tables
            for finding in check_table(table)
            if finding.state is not State.GOOD or finding.subject not in shared
        ),
        *reached,
    )


def _read_login(db: Session) -> Row[Any]:
    return db.execute(text(_LOGIN)).one()


def _read_tables(db: Session) -> Sequence[Row[Any]]:
    return db.execute(text(TABLES), {"own_roles": list(OWN_ROLES)}).all()


def _login(login: Row[Any], tables: Sequence[Row[Any]], *, embedded: bool) -> Finding:
    too_much = {
        "is a superuser, which can do anything": login.rolsuper,
        "bypasses row level security": login.rolbypassrls,
        "can create roles": login.rolcreaterole,
        "owns tables, so it can alter the audit log": any(table.owned for table in tables),
    }
    excess = next((excess for excess, holds in too_much.items() if holds), None)
    if excess is None:
        return Finding(
            subject="Login",
            state=State.GOOD,
            message=f"{login.name} has only what it needs",
        )
    if embedded:
        return Finding(
            subject="Login",
            state=State.GOOD,
            message=f"{login.name} {excess}: fine for the embedded server, which nobody else "
            "reaches",
        )
    return Finding(
        subject="Login", state=State.OPEN, message=f"{login.name} {excess}", fix=OWN_LOGIN
    )


def _encryption(db: Session) -> Finding:
    """Encryption as the client sees it, because a pooler hides it from the server."""
    connection = db.connection().connection.driver_connection
    assert isinstance(connection, psycopg.Connection)
    settings = {option.keyword: option.val for option in connection.pgconn.info}
    return encryption(
        tls=connection.pgconn.ssl_in_use,
        verified=settings.get(b"sslmode") == b"verify-full",
        is_local=_is_local(connection.info),
    )


def encryption(*, tls: bool, verified: bool, is_local: bool) -> Finding:
    """The finding about a connection; `here` if it does not leave the machine."""
    state, fix = State.GOOD, None
    if tls and verified:
        words = "TLS, and the server's certificate and name are verified"
    elif is_local:
        words = "none is needed: the connection stays on this machine"
    else:
        state, fix = State.OPEN, VERIFIED
        words = "none: passwords and designs cross the network unencrypted"
        if tls:
            words = "TLS, but the server is not verified: sslmode is not verify-full"
    return Finding(subject="Encryption", state=state, message=words, fix=fix)


def _is_local(info: psycopg.ConnectionInfo) -> bool:
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
            message="everyone can create tables and functions in it",
            fix="REVOKE CREATE ON SCHEMA public FROM PUBLIC;",
        )
