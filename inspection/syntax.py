"""Checks syntax with esbuild, which has the best messages and positions. Code is not run."""

from __future__ import annotations

import platform
import re
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# Processor time, so that a busy machine makes no difference.
CPU_SECONDS: Final = 1
# Wall-clock time, for a machine so busy that esbuild gets no processor time.
TIMEOUT_SECONDS: Final = 30.0
MOST_ERRORS: Final = 10
# The preview's build tool, installed by scripts/build-frontend; a static binary that needs no Node.
PACKAGES: Final = Path(__file__).parent.parent / "frontend" / "node_modules"
FLAGS: Final = (
    "--loader=tsx", "--jsx=automatic", "--format=esm", "--target=esnext", "--tsconfig-raw={}",
    "--log-level=error", f"--log-limit={MOST_ERRORS}", "--color=false", "--sourcefile=code",
)  # fmt: skip

_MACHINES: Final = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
_ERROR: Final = re.compile(r"^✘ \[ERROR\] (.+)\n\n    code:(\d+):(\d+):$", re.MULTILINE)
# What esbuild takes for the end of a line.
_LINE_END: Final = re.compile("\r\n|[\n\r\u2028\u2029]")


class CheckerUnavailable(RuntimeError):
    """esbuild is not installed, or did not answer."""


class NotFinished(Exception):
    """esbuild reached its processor time limit, and always will for this code."""


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """esbuild's message and its position, in bytes from the start."""

    message: str
    offset: int


def binary() -> Path:
    """The path of esbuild's binary for this machine."""
    machine = platform.machine().lower()
    name = f"{platform.system().lower()}-{_MACHINES.get(machine, machine)}"
    return PACKAGES / "@esbuild" / name / "bin" / "esbuild"


def faults(text: str) -> list[SyntaxFault]:
    """The syntax errors of a TSX module, in order.

    Raises NotFinished if esbuild does not finish, and CheckerUnavailable.
    """
    if not binary().is_file():
        raise CheckerUnavailable("esbuild is not installed: run scripts/build-frontend.")
    try:
        done = subprocess.run(
            ["/bin/sh", "-c", f'ulimit -t {CPU_SECONDS}; exec "$0" "$@"', binary(), *FLAGS],
            input=text.encode(errors="replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=TIMEOUT_SECONDS,
            cwd="/",
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CheckerUnavailable(f"esbuild took more than {TIMEOUT_SECONDS:.0f} s.") from error
    if done.returncode == 0:
        return []
    if done.returncode == -signal.SIGKILL or b"SIGXCPU" in done.stderr[:200]:
        raise NotFinished
    said = done.stderr.decode(errors="replace")
    lines = _line_starts(text)
    faults = [
        SyntaxFault(match[1], _offset(lines, int(match[2]), int(match[3])))
        for match in _ERROR.finditer(said)
    ]
    if not faults:
        raise CheckerUnavailable(f"esbuild failed without saying where (code {done.returncode}).")
    return faults


def _line_starts(text: str) -> list[int]:
    """The byte offset of each line, as esbuild counts lines."""
    starts, at, before = [0], 0, 0
    for match in _LINE_END.finditer(text):
        at += len(text[before : match.end()].encode(errors="replace"))
        before = match.end()
        starts.append(at)
    return starts


def _offset(starts: list[int], line: int, column: int) -> int:
    return starts[min(line, len(starts)) - 1] + column
