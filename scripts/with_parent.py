"""Ends a process when its parent is gone, however that ended."""

from __future__ import annotations

import os
import threading


def end_with_parent() -> None:
    """From now on, end with the parent: its side of our stdin closes even on its kill -9."""
    threading.Thread(target=_wait, daemon=True).start()


def _wait() -> None:
    os.read(0, 1)
    os._exit(1)
