"""Print, or run, the least-privilege SQL of the dashboard. The command behind scripts/grants."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from getpass import getpass

from sqlalchemy import Connection

from migrations import access, grants, runner
from migrations.errors import MigrationFailed, explained
from scripts.environment import database_name
from settings import Settings
from store.engine import engine_for
from store.models import HEAD_REVISION

LOGINS = (access.READ_LOGIN, access.WRITE_LOGIN)

PASSWORDS = f"""\
No password was made, set or changed. Set each yourself, in psql, where it goes neither into a
history nor into a log:
  \\password {access.READ_LOGIN}
  \\password {access.WRITE_LOGIN}
or run `scripts/grants --apply --passwords`, which asks for them."""


def arguments() -> Namespace:
    """The parsed command line."""
    parser = ArgumentParser(
        prog="scripts/grants",
        description="Print the SQL that gives the dashboard's two logins what they need and no"
        " more. Run it as the owner of prototype_sessions, after scripts/migrate.",
    )
    parser.add_argument("--apply", action="store_true", help="run it, in one transaction")
    parser.add_argument(
        "--passwords", action="store_true", help="with --apply: ask for the logins' passwords"
    )
    parser.add_argument(
        "--platform",
        type=access.Platform,
        choices=list(access.Platform),
        help="where the database lives; without it, the database tells",
    )
    options = parser.parse_args()
    if options.passwords and not options.apply:
        parser.error("--passwords needs --apply")
    return options


def prompt_for_password(login: str) -> str:
    """A password typed twice. Raises MigrationFailed if the two differ or there is none."""
    first = getpass(f"New password of {login}: ")
    if not first or first != getpass("Repeat it: "):
        raise MigrationFailed("The passwords differ or are empty. Nothing was changed.")
    return first


def set_password(connection: Connection, login: str, password: str) -> None:
    """Give a login its password. Only its hash leaves this process."""
    driver = connection.connection.driver_connection
    assert driver is not None
    verifier = driver.pgconn.encrypt_password(
        password.encode(), login.encode(), b"scram-sha-256"
    ).decode()
    connection.exec_driver_sql(f"ALTER ROLE {login} PASSWORD '{verifier}'")


def run(url: str, options: Namespace) -> None:
    """Print or apply. Raises MigrationFailed."""
    passwords = {login: prompt_for_password(login) for login in LOGINS} if options.passwords else {}
    engine = engine_for(url)
    try:
        with explained(), engine.begin() as connection:
            platform = options.platform or grants.platform_of(connection)
            if not options.apply:
                print(grants.script(platform))
                return
            if runner.current(url) != HEAD_REVISION:
                raise MigrationFailed("The schema is not up to date. Run scripts/migrate first.")
            grants.apply(connection, platform)
            for login, password in passwords.items():
                set_password(connection, login, password)
    finally:
        engine.dispose()
    print(f"Applied for {platform}: {', '.join(access.ROLES)}.")
    print("The passwords were set." if passwords else PASSWORDS)


def main() -> int:
    """The exit code: 1 with a reason if it could not be done."""
    options = arguments()
    settings = Settings.read()
    try:
        if settings.database_url is not None:
            print(f"-- {database_name(settings.database_url)}")
            run(settings.database_url.get_secret_value(), options)
        elif options.apply or options.platform is None:
            raise MigrationFailed(
                "Set DATABASE_URL to the database, or give --platform to print the SQL alone."
                " The embedded database needs none of it."
            )
        else:
            print(grants.script(options.platform))
    except MigrationFailed as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
