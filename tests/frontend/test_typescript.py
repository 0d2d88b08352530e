"""types/prototype.ts mirrors the models, and is TypeScript under --strict."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from pydantic import BaseModel

from scripts import typescript
from settings import ROOT
from store.records import CodeGenerateRequest, CodeGenerateResponse, PrototypeSession

TYPES = ROOT / "types"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=TYPES, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def compiler() -> str:
    """The pinned compiler, installed from the lock file if it is not there."""
    assert shutil.which("npm"), "npm is needed: install Node.js 20 or newer."
    if not (TYPES / "node_modules" / "typescript").exists():
        installed = run("npm", "ci", "--no-audit", "--no-fund")
        assert installed.returncode == 0, installed.stderr
    return str(TYPES / "node_modules" / ".bin" / "tsc")


def test_the_file_is_what_the_models_give() -> None:
    written = typescript.TARGET.read_text(encoding="utf-8")
    assert written == typescript.typescript(), "The models changed: run scripts/types."


@pytest.mark.parametrize("model", [CodeGenerateRequest, CodeGenerateResponse, PrototypeSession])
def test_every_field_is_there(model: type[BaseModel]) -> None:
    written = typescript.typescript()
    body = written.split(f"export interface {model.__name__} {{")[1].split("\n}")[0]
    fields = [line.split(":")[0].strip().rstrip("?") for line in body.splitlines() if ";" in line]
    assert fields == list(model.model_fields)


def test_it_compiles_under_strict(compiler: str) -> None:
    compiled = run(compiler, "--strict", "--project", ".")
    assert compiled.returncode == 0, compiled.stdout


def test_the_lock_file_names_no_registry() -> None:
    assert "resolved" not in (TYPES / "package-lock.json").read_text(encoding="utf-8")
