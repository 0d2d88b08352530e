"""The JavaScript and CSS of components, from frontend/."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FRONTEND: Final = Path(__file__).parent.parent / "frontend"


def source(name: str) -> str:
    """The text of a file in frontend/."""
    return (FRONTEND / name).read_text()
