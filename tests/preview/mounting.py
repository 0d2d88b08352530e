"""Mounts a preview in a page by itself, without a Streamlit script."""

from __future__ import annotations

from typing import Any

from components.preview.built import ASSETS, REASONS, assets, manifest
from inspection.imports import MODULES


def host_module(host: str) -> str:
    """The address of the module that has `mount`."""
    return f"{host}{ASSETS}/{manifest().host}"


def mount_data() -> dict[str, Any]:
    """The component's data without code."""
    return {
        "assets": assets(),
        "modules": sorted(MODULES), "match": None, "compare": False, "subject": "",
        "reasons": REASONS, "code": None, "faults": None, "run": "", "empty": "No code",
        "width": 800, "height": 600, "thumbnail": None, "drawing": None, "note": "",
        "name": "Sample", "mode": "side", "device": "frame", "report": False, "remember": False,
    }  # fmt: skip
