"""Checks the store's reads and writes behind pgbouncer in transaction mode.

Four people share one server connection, so anything a transaction left behind would show in
another.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

import psycopg
from sqlalchemy import make_url, text
from sqlalchemy.orm import Session

from scripts.local_server import HOST, free_port, stop
from store.engine import Database, engine_for
from store.errors import TooSlow
from store.insights import statistics
from store.reading import Reader
from store.records import Filters
from store.sessions import search

PEOPLE: Final = 4
ROUNDS: Final = 50
START_SECONDS: Final = 20


@contextmanager
def transaction_pooler(url: str) -> Iterator[str]:
    """The address of a pgbouncer with one connection to the server of `url`."""
    program = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"
    parsed, port = make_url(url), free_port()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        users = folder / "users.txt"
        users.write_text(f'"{parsed.username}" ""\n')
        config = folder / "pgbouncer.ini"
        target = f"host={parsed.query['host']} dbname={parsed.database} user={parsed.username}"
        config.write_text(
            f"[databases]\nheld = {target}\n[pgbouncer]\nlisten_addr = {HOST}\n"
            f"listen_port = {port}\nunix_socket_dir =\nauth_type = trust\nauth_file = {users}\n"
            "pool_mode = transaction\ndefault_pool_size = 1\n"
        )
        command: list[str | Path] = [program, "-q", config]
        if os.geteuid() == 0:  # pgbouncer does not run as root
            account = Path(str(parsed.query["host"])).owner()
            for path in (folder, users, config):
                shutil.chown(path, account)
            command[1:1] = ["-u", account]
        process = subprocess.Popen(command)
        through = f"postgresql://{parsed.username}@{HOST}:{port}/held"
        try:
            _wait(through)
            yield through
        finally:
            stop(process)


def _wait(url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(url).close()
            return
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def checked(url: str) -> str:
    """Read and write concurrently through the pooler. Raises AssertionError if a result differs."""
    direct = Database(engine_for(url))
    expected = _read(direct)
    with transaction_pooler(url) as through, ThreadPoolExecutor(PEOPLE) as people:
        database = Database(engine_for(through))
        work = [
            people.submit(partial(_check_transactions, database, expected)) for _ in range(PEOPLE)
        ]
        for each in work:
            each.result()
        database.dispose()
    direct.dispose()
    return f"{PEOPLE} people, {ROUNDS} rounds each over one server connection: as without a pooler"


def _check_transactions(database: Database, expected: object) -> None:
    for _ in range(ROUNDS):
        assert _read(database) == expected
        with Reader(database) as reader, reader.batch() as batch:
            slow = batch.aside(_sleep, timeout_ms=20)
            limit = batch.aside(_limit, timeout_ms=400)
        assert (slow(), limit()) == (None, "400ms")
        assert database.read(_limit) == "5s"
        with database.begin() as db:
            assert _limit(db) == "10s"
            db.execute(text("CREATE TEMPORARY TABLE scratch (n int) ON COMMIT DROP"))
        try:
            database.read(_sleep, timeout_ms=20)
        except TooSlow:
            continue
        raise AssertionError("a statement timeout did not hold")


def _read(database: Database) -> object:
    with Reader(database) as reader, reader.batch() as batch:
        page = batch.later(partial(search.search, filters=Filters()))
        counts = batch.later(statistics.status_counts)
    return [row.id for row in page().rows], counts().counts


def _sleep(db: Session) -> None:
    db.execute(text("SELECT pg_sleep(10)"))


def _limit(db: Session) -> str:
    return str(db.execute(text("SHOW statement_timeout")).scalar_one())
