"""The dashboard under many people: reruns a second, how long they take, what they cost."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Final, NamedTuple
from urllib.parse import urlencode

import psutil
import psycopg

from bench import clients, seen_rows
from bench.clients import Crowd, Log, Step
from bench.measure import Result
from demo.bulk import PRODUCTS, SCREENS
from scripts import local_server

SESSIONS: Final = 100
ALONE: Final = 60
ALONE_CPU_MS: Final = 20.0
CROWDS: Final = (
    # people, think time in seconds, processes, limit for p95 in milliseconds
    (50, 5.0, 1, 300.0),
    (100, 5.0, 2, 500.0),
)


class Server(NamedTuple):
    """A running dashboard."""

    address: str
    process: psutil.Process

    def cpu_ms(self) -> float:
        """The processor time it has used."""
        times = self.process.cpu_times()
        return (times.user + times.system) * 1000


@contextmanager
def servers(url: str, count: int) -> Iterator[list[Server]]:
    """Dashboards that share one database."""
    with tempfile.TemporaryDirectory() as logs, ExitStack() as running:
        started: list[Server] = []
        for number in range(count):
            before = {child.pid for child in psutil.Process().children()}
            log = Path(logs, f"{number}.log")
            address = running.enter_context(local_server.dashboard(url, log))
            new = [each for each in psutil.Process().children() if each.pid not in before]
            started.append(Server(address, next(each for each in new if _is_dashboard(each))))
        yield started


def _is_dashboard(process: psutil.Process) -> bool:
    return "dashboard.py" in process.cmdline()


def steps(url: str) -> list[Step]:
    """What people do all day; more frequent steps are listed more often."""
    with psycopg.connect(url) as connection:
        ids = [
            row[0]
            for row in connection.execute(
                "SELECT id FROM prototype_sessions TABLESAMPLE SYSTEM (0.1) LIMIT %s", [SESSIONS]
            )
        ]
        references = connection.execute(
            "SELECT error_code FROM prototype_sessions WHERE error_code IS NOT NULL LIMIT 20"
        ).fetchall()

    def listed(kind: str, **params: str) -> Step:
        return Step(kind, "sessions", urlencode(params))

    words = [*PRODUCTS, *SCREENS, *(f"{name[1:]} 1" for name in PRODUCTS[:4]), "heckout", "no such"]
    states = ("ready", "error", "generating", "pending", "archived")
    searches = [listed("search", q=word) for word in words]
    searches += [listed("search", q=reference) for (reference,) in references]
    lists = [listed("list")] + [listed("filter", status=status) for status in states]
    lists += [listed("sort", sort=sort) for sort in ("name", "created", "-created", "status")]
    lists += [listed("filter", status=status, sort="name") for status in states]
    tabs = ("Preview", "Overview", "Code", "History")
    opened = [
        Step("session", "session", urlencode({"id": str(row_id), "tab": tabs[n % len(tabs)]}))
        for n, row_id in enumerate(ids)
    ]
    others = [Step("overview", "", ""), Step("stuck", "stuck", "")]
    # Of ten steps, four change the list, three search, two open a session, one goes elsewhere.
    return interleaved({4: lists, 3: searches, 2: opened, 1: others})


def interleaved(shares: dict[int, list[Step]]) -> list[Step]:
    """Steps in which each part has its share and contributes all of its steps."""
    length = max(len(part) for part in shares.values())
    return [part[n % len(part)] for share, part in shares.items() for n in range(share * length)]


def measure_alone(url: str) -> Result:
    """The web process's processor time for a rerun of the list, with nobody else connected."""
    plain = [Step("list", "sessions", urlencode({"status": name})) for name in ("ready", "error")]
    seen_rows.inspect(url, plain)

    async def measure(server: Server) -> float:
        async with clients.opened(server.address) as client:
            for _ in range(10):
                await client.run(plain[0])
            before = server.cpu_ms()
            for turn in range(ALONE):
                await client.run(plain[turn % len(plain)])
            return (server.cpu_ms() - before) / ALONE

    with servers(url, 1) as (server,):
        spent = clients.run(measure(server))
    return Result("list rerun, processor time", spent, None, ALONE_CPU_MS, "web process, alone")


def crowds(url: str, seconds: float) -> Iterator[Result]:
    """Measure one crowd after the other: p95 of all reruns, the rest in words."""
    choices = steps(url)
    seen_rows.inspect(url, choices)
    for people, think, count, limit_ms in CROWDS:
        with servers(url, count) as running:
            before = sum(server.cpu_ms() for server in running)
            crowd = Crowd(people, think, seconds)
            log = clients.run(clients.crowd([each.address for each in running], crowd, choices))
            spent = sum(server.cpu_ms() for server in running) - before
        took = sorted(each for kind in log.took.values() for each in kind)
        name = f"{people} people, {think:.0f} s, {count} process{'es' if count > 1 else ''}: p95"
        words = [
            f"{len(took) / (seconds + think):.1f} reruns/s, p50 {_percentile(took, 50):.0f} ms",
            f"{len(log.errors)} errors",
            f"{spent / (len(took) + people):.0f} ms of processor each",
            f"clients {_percentile(log.late, 95):.0f} ms late at p95",
            *_times_by_kind(log),
        ]
        limit = limit_ms if not log.errors else 0.0
        yield Result(name, _percentile(took, 95), None, limit, "; ".join(words))


def _percentile(values: Sequence[float], percent: int) -> float:
    return quantiles(values, n=100)[percent - 1]


def _times_by_kind(log: Log) -> list[str]:
    kinds = sorted(log.took.items())
    return [f"{kind} {_percentile(took, 95):.0f}" for kind, took in kinds if len(took) > 1]
