"""Imports everything that the dashboard and its pages import, without running any of them."""

from __future__ import annotations

import ast
import gc
from pathlib import Path

from settings import ROOT


def imports(path: Path) -> ast.Module:
    """The imports at the top of a module, as a module."""
    found: list[ast.stmt] = [
        node
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.Import)
        or (isinstance(node, ast.ImportFrom) and node.module != "__future__")
    ]
    return ast.Module(found, [])


for path in (ROOT / "dashboard.py", *sorted((ROOT / "pages").glob("*.py"))):
    exec(compile(imports(path), path, "exec"), {})
gc.freeze()  # a collection would copy all of it
