"""Tells webhooks what needs a person. The command behind scripts/watch; any number may run."""

from __future__ import annotations

import logging
import signal
import sys
import threading
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Final

from migrations.errors import MigrationFailed
from scripts.environment import migrated_url
from scripts.with_parent import end_with_parent
from services.watch import webhooks
from services.watch.digest import Schedule
from services.watch.sending import Sender
from services.watch.watcher import Plan, Watcher
from settings import Settings
from store.engine import Database, engine_for
from store.errors import StoreError

DELIVER_SECONDS: Final = 2.0
SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

log = logging.getLogger("dashboard.watch")


def arguments() -> Namespace:
    """The parsed command line."""
    parser = ArgumentParser(
        prog="scripts/watch",
        description="Tell webhooks when a group of sessions gets stuck, failures come in a burst or"
        " an earlier run finishes a session that was reset; and once more when it is over.",
    )
    parser.add_argument("--once", action="store_true", help="look and deliver once, then end")
    parser.add_argument("--test", action="store_true", help="send a test message, then end")
    parser.add_argument("--beside", action="store_true", help="end with the process that began it")
    return parser.parse_args()


def problems(settings: Settings) -> Iterator[str]:
    """What is wrong with the settings or missing, a sentence each; no secret is in it."""
    yield from webhooks.problems(settings.watch_webhooks, settings.watch_signing_key)
    if settings.watch_webhooks is None:
        yield "WATCH_WEBHOOKS: is missing. Set it to the addresses to tell: docs/watch.md."
    if settings.watch_digest:
        try:
            Schedule.read(settings.watch_digest)
        except ValueError as error:
            yield f"WATCH_DIGEST: {error}."


def plan(settings: Settings) -> Plan:
    """What to tell whom. Raises ValueError for what `problems` names."""
    return Plan(
        hooks=webhooks.parse(settings.watch_webhooks),
        every=timedelta(seconds=settings.watch_every_seconds),
        stuck_after=settings.stuck_after,
        schedule=Schedule.read(settings.watch_digest) if settings.watch_digest else None,
    )


def origin(settings: Settings) -> str:
    """Where people open the dashboard."""
    return settings.public_url or f"http://127.0.0.1:{settings.port}"


def attempt(work: Callable[[], object]) -> bool:
    """Run a part of the work; False, and a line in the log, where the database did not let it."""
    try:
        work()
    except StoreError as error:
        log.warning("the watch waits: %s", type(error).__name__)
        return False
    return True


def run(watcher: Watcher, every: float, stopped: threading.Event) -> None:
    """Look and deliver until stopped. An outage of the database delays both and loses nothing."""
    look_at = time.monotonic()
    while not stopped.is_set():
        if time.monotonic() >= look_at:
            look_at = time.monotonic() + every
            attempt(watcher.look)
        attempt(watcher.deliver)
        stopped.wait(min(DELIVER_SECONDS, every))


def start_log() -> None:
    """Warnings of libraries, and what the watch does. At INFO, httpx logs addresses."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("dashboard").setLevel(logging.INFO)


def main() -> int:
    """The exit code: 1 with a reason if it cannot start, or if a single run did not get through."""
    options, settings = arguments(), Settings.read()
    if reasons := [*problems(settings)]:
        print("\n".join(reasons), file=sys.stderr)
        return 1
    if options.beside:
        end_with_parent()
    start_log()
    stopped = threading.Event()
    for each in SIGNALS:
        signal.signal(each, lambda *_: stopped.set())
    try:
        with ExitStack() as stack:
            url = settings.url if settings.embedded_url else migrated_url(settings, stack)
            database = Database(engine_for(url, connections=3))
            stack.callback(database.dispose)
            sender = Sender(origin(settings), settings.watch_signing_key)
            stack.callback(sender.close)
            watcher = Watcher(database, plan(settings), sender)
            if options.test or options.once:
                first = watcher.test if options.test else watcher.look
                return 0 if attempt(first) and attempt(watcher.deliver) else 1
            run(watcher, settings.watch_every_seconds, stopped)
    except (StoreError, MigrationFailed) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
