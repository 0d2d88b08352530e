"""Looks up known vulnerabilities of pinned packages; if that is impossible, says so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from scripts.build_frontend import search_path
from settings import ROOT

SECONDS: Final = 20
PREVIEW: Final = ROOT / "frontend"
PIP: Final = (
    *(sys.executable, "-m", "pip_audit", "--requirement", "requirements.txt", "--no-deps"),
    *("--disable-pip", "--progress-spinner", "off", "--timeout", "5", "--format", "json"),
)
NPM: Final = ("npm", "audit", "--json", "--package-lock-only")


class Audit(NamedTuple):
    """How many packages an auditor could check, and what it found."""

    checked: int
    unasked: int
    vulnerable: tuple[str, ...]


def printed(command: Sequence[str], folder: Path, path: str) -> Any:
    """The JSON that a command prints; None if it prints none in time."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        return json.loads(done.stdout)
    except (subprocess.TimeoutExpired, OSError, ValueError):
        return None


def read_pip(answer: Any) -> Audit | None:
    """The result of pip-audit, which exits with 0 even if it could not check anything."""
    if not isinstance(answer, dict) or "dependencies" not in answer:
        return None
    packages = answer["dependencies"]
    unasked = sum("skip_reason" in package for package in packages)
    vulnerable = tuple(
        f"{package['name']} {package['version']}: {each['id']}"
        for package in packages
        for each in package.get("vulns", ())
    )
    return Audit(len(packages) - unasked, unasked, vulnerable)


def read_npm(answer: Any) -> Audit | None:
    """The result of npm audit, which without `--json` finds 0 even if its registry fails."""
    if not isinstance(answer, dict) or "metadata" not in answer:
        return None
    checked = answer["metadata"]["dependencies"]["total"]
    vulnerable = tuple(
        f"{name}: {each['severity']}" for name, each in answer.get("vulnerabilities", {}).items()
    )
    return Audit(checked, 0, vulnerable)


def describe(name: str, audit: Audit | None) -> str:
    """One line, or more if something was found."""
    if audit is None or not audit.checked:
        return f"{name}: not checked, its advisories could not be reached."
    count = f"{audit.checked} packages checked"
    if audit.unasked:
        count += f", {audit.unasked} NOT checked: unknown to its advisories"
    if not audit.vulnerable:
        return f"{name}: {count}, no known vulnerability."
    return "\n  ".join([f"{name}: {count}, vulnerable:", *audit.vulnerable])


def main() -> int:
    """The exit code: 1 if something was found, else 0."""
    path = search_path()
    audits = {
        "pip-audit": read_pip(printed(PIP, ROOT, path)),
        "npm audit": read_npm(printed(NPM, PREVIEW, path)),
    }
    for name, audit in audits.items():
        print(describe(name, audit))
    return int(any(audit and audit.vulnerable for audit in audits.values()))


if __name__ == "__main__":
    sys.exit(main())
