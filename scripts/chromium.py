"""Where Chromium is, for rendering, the tests and the benchmarks."""

from __future__ import annotations

import shutil


def chromium_path() -> str | None:
    """Debian's Chromium without windows and menus, else the whole one; None for Playwright's own.

    Nothing looks at windows and menus, and they take half the processor time of a page that opens.
    """
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")
