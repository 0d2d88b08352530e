"""What generated code may import in the product is a setting."""

from __future__ import annotations

import pytest

from services import inspection
from settings import Settings


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


def test_what_is_no_module_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNTIME_MODULES", "react,https://evil.example/x.js")
    with pytest.raises(SystemExit, match="not the name of a module"):
        Settings.read()
