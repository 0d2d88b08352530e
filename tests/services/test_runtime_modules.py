"""What generated code may import in the product is a setting."""

from __future__ import annotations

import pytest

from services import inspection, renders
from settings import Settings
from store.engine import Database
from tests.store.acting import insert_row


def test_react_comes_with_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNTIME_MODULES", "react, clsx, @radix-ui/react-dialog")
    inspection.runtime_modules.cache_clear()
    try:
        assert inspection.runtime_modules() == {
            "react", "react-dom", "react-dom/client", "react/jsx-runtime", "clsx",
            "@radix-ui/react-dialog",
        }  # fmt: skip
    finally:
        inspection.runtime_modules.cache_clear()


def test_rows_are_rendered_with_what_the_product_has(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.begin() as db:
        row_id = insert_row(db, status="ready", generated_code='import clsx from "clsx"')
    monkeypatch.setenv("RUNTIME_MODULES", "react,clsx")
    inspection.runtime_modules.cache_clear()
    try:
        work = renders.work(database, row_id)
        assert work is not None
        assert work.job.data()["modules"] == sorted(inspection.runtime_modules())
        assert "clsx" in work.job.modules
    finally:
        inspection.runtime_modules.cache_clear()


def test_what_is_no_module_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNTIME_MODULES", "react,https://evil.example/x.js")
    with pytest.raises(SystemExit, match="not the name of a module"):
        Settings.read()
