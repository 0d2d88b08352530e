"""The measured numbers as a table and as JSON."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

import psycopg

from bench.measure import Result

HEAD: Final = f"{'':<32}{'store':>9}{'psycopg':>9}{'ratio':>7}{'at p10':>8}{'limit':>8}"

BUSY: Final = "\nThe machine is busy: medians are too high, the ratio at p10 says more."


def machine(url: str) -> dict[str, Any]:
    """The machine that the numbers were measured on."""
    with psycopg.connect(url) as connection:
        facts = connection.execute(
            "SELECT current_setting('server_version'), current_setting('shared_buffers'),"
            " pg_size_pretty(pg_total_relation_size('prototype_sessions')),"
            " (SELECT count(*) FROM prototype_sessions)"
        ).fetchone()
    assert facts is not None  # one row without FROM
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "postgresql": facts[0],
        "shared_buffers": facts[1],
        "table": facts[2],
        "rows": facts[3],
    }


def heading(about: dict[str, Any]) -> str:
    """The machine in two lines, and the table's head."""
    return (
        f"{about['rows']:,} rows, {about['table']}; PostgreSQL {about['postgresql']},"
        f" shared_buffers {about['shared_buffers']}\n"
        f"{about['cores']} cores, load {about['load']}, Python {about['python']};"
        f" medians in ms{BUSY if about['load'] > about['cores'] else ''}\n\n{HEAD}"
    )


def line(result: Result) -> str:
    """One row of the table."""
    bare = f"{result.bare_ms:9.2f}" if result.bare_ms is not None else " " * 9
    ratio = f"{result.ratio:7.2f}" if result.ratio is not None else " " * 7
    quiet = f"{result.quiet_ratio:8.2f}" if result.quiet_ratio is not None else " " * 8
    verdict = "ok" if result.ok else "over"
    note = f"  {result.note}" if result.note else ""
    return (
        f"{result.name:<32}{result.store_ms:9.2f}{bare}{ratio}{quiet}{result.limit_ms:8.0f}"
        f"  {verdict}{note}"
    )


def as_json(about: dict[str, Any], results: Sequence[Result]) -> dict[str, Any]:
    """All results, rounded to a repeatable precision."""
    return {
        "machine": about,
        "results": [
            {
                "name": result.name,
                "store_ms": round(result.store_ms, 3),
                "psycopg_ms": None if result.bare_ms is None else round(result.bare_ms, 3),
                "ratio": None if result.ratio is None else round(result.ratio, 2),
                "ratio_p10": None if result.quiet_ratio is None else round(result.quiet_ratio, 2),
                "limit_ms": round(result.limit_ms, 1),
                "ok": result.ok,
            }
            for result in results
        ],
    }
