"""What a fresh machine lacks is named, with how to get it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from settings import ROOT

OLD = 'case $1 in --version) echo "Python 3.9.2" ;; *) exit 1 ;; esac'
WITHOUT_VENV = 'case "$*" in *ensurepip*) exit 1 ;; *) exit 0 ;; esac'
OFFLINE = 'case "$*" in *"pip install"*) exit 1 ;; --version) echo "Python 3.11.9" ;; esac'


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A clone without .venv, beside a folder with the few programs that the shell can find."""
    scripts = tmp_path / "clone" / "scripts"
    scripts.mkdir(parents=True)
    for name in ("run", "setup"):
        shutil.copy(ROOT / "scripts" / name, scripts)
    (tmp_path / "clone" / "requirements.lock").write_text("")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("cmp", "dirname", "rm"):
        result = shutil.which(name)
        assert result is not None
        (programs / name).symlink_to(result)
    return tmp_path


@pytest.mark.parametrize(
    ("python", "sentences"),
    [
        (None, ("no python3 was found", "apt install python3 python3-venv", "brew install python")),
        (OLD, ("Python 3.11 or newer is needed; found Python 3.9.2.", "brew install python")),
        (WITHOUT_VENV, ("venv module is missing", "apt install python3-venv")),
    ],
)
def test_missing_programs_are_reported(
    machine: Path, python: str | None, sentences: tuple[str, ...]
) -> None:
    if python:
        (machine / "bin" / "python3").write_text(f"#!/bin/sh\n{python}\n")
        (machine / "bin" / "python3").chmod(0o755)
    result = subprocess.run(
        [machine / "clone" / "scripts" / "run"],
        env={"PATH": str(machine / "bin")},
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert result.returncode == 1
    assert [sentence for sentence in sentences if sentence not in result.stderr] == []
    assert not (machine / "clone" / ".venv").exists()


def test_an_interrupted_installation_is_repeated(machine: Path) -> None:
    """Even though the virtual environment exists."""
    venv = machine / "clone" / ".venv" / "bin"
    venv.mkdir(parents=True)
    (venv / "python").write_text(f"#!/bin/sh\n{OFFLINE}\n")
    (venv / "python").chmod(0o755)
    result = subprocess.run(
        [machine / "clone" / "scripts" / "run"],
        env={"PATH": str(machine / "bin")},
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert result.returncode == 1
    assert result.stdout == "Installing requirements.lock (a minute or two the first time)\n"
    assert "could not be installed" in result.stderr
    assert not (machine / "clone" / ".venv" / "requirements.installed").exists()
