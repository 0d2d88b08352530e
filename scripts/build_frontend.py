"""Builds the frontend: finds or installs Node.js, installs what the lock pins, bundles."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from settings import ROOT

FRONTEND: Final = ROOT / "frontend"
# Folders in frontend/ that the build creates or does not read.
NOT_READ: Final = frozenset({"dist", "node_modules", "types"})
DIST: Final = FRONTEND / "dist"
BUILT_FROM: Final = DIST / "built-from"
PINS: Final = FRONTEND / "package-lock.json"
INSTALLED: Final = FRONTEND / "node_modules" / ".installed-lock.json"
LOCK: Final = ROOT / ".venv" / "build-frontend.lock"
NODE_WHEEL: Final = ROOT / "requirements-node.txt"
OLDEST_NODE: Final = 20
LINES_SHOWN: Final = 20


def sources_hash() -> str:
    """A hash over the names and contents of all files that the build reads."""
    digest = sha256()
    tops = [path for path in FRONTEND.iterdir() if path.name not in NOT_READ]
    for path in sorted(path for top in tops for path in [top, *top.rglob("*")]):
        if path.is_file():
            content = path.read_bytes()
            digest.update(f"{path.relative_to(ROOT)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def is_built(wanted: str) -> bool:
    """Whether dist/ holds a finished build of these sources: the hash is written last."""
    return BUILT_FROM.is_file() and BUILT_FROM.read_text() == wanted


def run(command: Sequence[str | Path], path: str) -> None:
    """Run a command in frontend/. Raises SystemExit with the end of its output."""
    environment = {**os.environ, "PATH": path}
    done = subprocess.run(
        command, cwd=FRONTEND, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        output = (done.stdout + done.stderr).strip().splitlines()[-LINES_SHOWN:]
        raise SystemExit("\n".join(["The frontend could not be built:", *output]))


def is_new_enough(node: str) -> bool:
    """Whether this Node.js runs and is new enough for the build."""
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)\.", done.stdout)
    return version is not None and int(version[1]) >= OLDEST_NODE


def search_path() -> str:
    """A PATH on which `node` is new enough and `npm` exists; installs both if need be."""
    own = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", os.defpath)
    for candidate in (path, f"{own}{os.pathsep}{path}"):
        node = shutil.which("node", path=candidate)
        if node and shutil.which("npm", path=candidate) and is_new_enough(node):
            return candidate
    print(f"Installing {NODE_WHEEL.name}", flush=True)
    pip = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input"]
    run([sys.executable, *pip, "-r", NODE_WHEEL], path)
    return f"{own}{os.pathsep}{path}"


def build() -> None:
    """Bundle the sources into dist/, and record their hash."""
    began = time.monotonic()
    wanted = sources_hash()
    path = search_path()
    if not INSTALLED.is_file() or INSTALLED.read_bytes() != PINS.read_bytes():
        run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], path)
        INSTALLED.write_bytes(PINS.read_bytes())
    run(["node", "build.js"], path)
    BUILT_FROM.write_text(wanted)
    print(f"Built the frontend in {time.monotonic() - began:.1f} s", flush=True)


def main() -> None:
    """Build if the sources changed. A simultaneous second call waits for the first."""
    if is_built(sources_hash()):
        return
    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_built(sources_hash()):
            build()


if __name__ == "__main__":
    main()
