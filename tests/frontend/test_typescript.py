"""frontend/types/prototype.ts mirrors the models, and is TypeScript under --strict."""

from __future__ import annotations

import subprocess

import pytest
from pydantic import BaseModel

from scripts import typescript
from settings import ROOT
from store.records import CodeGenerateRequest, CodeGenerateResponse, PrototypeSession

TYPES = ROOT / "frontend" / "types"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=TYPES, capture_output=True, text=True, check=False)


def test_the_file_is_what_the_models_give() -> None:
    written = typescript.TARGET.read_text(encoding="utf-8")
    assert written == typescript.typescript(), "The models changed: run scripts/types."


@pytest.mark.parametrize("model", [CodeGenerateRequest, CodeGenerateResponse, PrototypeSession])
def test_every_field_is_there(model: type[BaseModel]) -> None:
    written = typescript.typescript()
    body = written.split(f"export interface {model.__name__} {{")[1].split("\n}")[0]
    fields = [line.split(":")[0].strip().rstrip("?") for line in body.splitlines() if ";" in line]
    assert fields == list(model.model_fields)


def test_it_compiles_under_strict() -> None:
    """With the compiler that scripts/build-frontend installs."""
    compiled = run("../node_modules/.bin/tsc", "--strict", "--project", ".")
    assert compiled.returncode == 0, compiled.stdout


def test_the_lock_file_names_no_registry() -> None:
    assert "resolved" not in (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
