"""Start the database if it is the embedded one, then the web server; stop both together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from types import FrameType
from typing import Final

from sqlalchemy import select

from auth.startup import problems
from migrations import runner, trigrams
from migrations.errors import MigrationFailed
from postgres import embedded
from scripts.beside import beside
from scripts.environment import database_name
from scripts.local_server import HEALTHY_SECONDS, HOST, is_healthy, stop
from settings import ROOT, Settings
from store.engine import Database, engine_for
from store.errors import StoreError
from store.models import PrototypeSessionRow

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STOP_SECONDS: Final = 5


class Stopped(BaseException):
    """A signal to end."""

    def __init__(self, number: int) -> None:
        self.exit_code = 128 + number


def stop_on_signal(number: int, frame: FrameType | None) -> None:
    """End in order, ignoring further signals."""
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(number)


def print_line(line: str) -> None:
    """Print one line of progress, without buffering."""
    print(line, flush=True)


def port_is_free(address: str, port: int) -> bool:
    """Whether the web server can listen there."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def start_embedded(settings: Settings, stack: ExitStack) -> str:
    """Start, migrate and fill the embedded database; returns its address."""
    print_line(f"Starting PostgreSQL in {settings.data_dir}")
    server = embedded.start(settings.data_dir)
    stack.callback(server.stop)
    url = server.get_uri()
    if runner.current(url) != runner.head():
        print_line("Migrating the database")
        runner.upgrade(url)
    trigrams.ensure(url)
    database = Database(engine_for(url))
    if database.read(lambda db: db.scalar(select(PrototypeSessionRow.id).limit(1))) is None:
        from demo.seed import seed

        print_line("Loading demo data")
        print_line(f"Loaded {seed(database, datetime.now(UTC))} sessions")
    database.dispose()
    return url


@contextmanager
def web_server(settings: Settings, embedded_url: str | None) -> Iterator[subprocess.Popen[bytes]]:
    """The web server as a process that also ends when this one is killed.

    It has its own session, so that Ctrl-C reaches only this process, which then stops the web
    server before the database.
    """
    environment = dict(os.environ)
    environment.pop("EMBEDDED_URL", None)
    if embedded_url:
        environment["EMBEDDED_URL"] = embedded_url
    web = subprocess.Popen(
        [sys.executable, "-m", "scripts.web"],
        stdin=subprocess.PIPE,
        cwd=ROOT,
        env=environment,
        start_new_session=True,
    )
    try:
        yield web
    finally:
        stop(web, STOP_SECONDS)


def local_url(host: str, port: int) -> str:
    """The address on this machine."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(settings: Settings, stack: ExitStack, page: str = "") -> int:
    """Run until the web server ends; returns its exit code. `page` is what to open first."""
    embedded_url = None
    if settings.database_url:
        print_line(str(database_name(settings.database_url)))
    else:
        embedded_url = start_embedded(settings, stack)
    # A server that listens on all addresses also listens here.
    host = {"0.0.0.0": HOST, "::": "::1"}.get(settings.address, settings.address)
    print_line("Starting the web server")
    web = stack.enter_context(web_server(settings, embedded_url))
    deadline = time.monotonic() + HEALTHY_SECONDS
    while web.poll() is None and not is_healthy(settings.port, host):
        if time.monotonic() > deadline:
            print_line(f"The web server did not answer within {HEALTHY_SECONDS} s.")
            return 1
        time.sleep(0.05)
    if web.poll() is None:
        site = settings.public_url or local_url(host, settings.port)
        print_line(f"Ready: {site}{page} (Ctrl-C stops it)")
        if embedded_url:
            stack.enter_context(beside("scripts.inspect_beside", embedded_url=embedded_url))
        if settings.watch:
            stack.enter_context(beside("scripts.watch", "--beside", embedded_url=embedded_url))
    code = web.wait()
    print_line("The web server ended.")
    return code if code >= 0 else 128 - code


def arguments() -> Namespace:
    """The parsed command line."""
    parser = ArgumentParser(prog="scripts/run", description="Serve the dashboard.")
    parser.add_argument(
        "--demo-tour",
        action="store_true",
        help="name the address at which a tour of the demo begins",
    )
    return parser.parse_args()


def problems_of_the_watcher(settings: Settings) -> Iterator[str]:
    """What keeps it from starting, where it is wanted: else it is not even imported."""
    if settings.watch:
        from scripts import watch

        yield from watch.problems(settings)


def main() -> int:
    """The exit code: the web server's own, 1 for a problem at the start, 128 + signal."""
    page = "/?tour=start" if arguments().demo_tour else ""
    settings = Settings.read()
    if page and settings.database_url:
        print_line("The tour is of the demo. Unset DATABASE_URL to see it.")
        return 1
    if reasons := (*problems(settings), *problems_of_the_watcher(settings)):
        print_line("\n".join(reasons))
        return 1
    if not port_is_free(settings.address, settings.port):
        print_line(
            f"Port {settings.port} is in use. Stop what listens there, or set PORT to another."
        )
        return 1
    for each in SIGNALS:
        signal.signal(each, stop_on_signal)
    try:
        with ExitStack() as stack:
            return serve(settings, stack, page)
    except Stopped as stopped:
        print_line("Stopped.")
        return stopped.exit_code
    except (StoreError, MigrationFailed) as error:
        print_line(str(error))
        return 1


if __name__ == "__main__":
    sys.exit(main())
