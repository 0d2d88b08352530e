"""Run dashboard.py, and end at once when the process that started this one is gone."""

from __future__ import annotations

import os
import runpy
import threading

from settings import ROOT


def end_with_parent() -> None:
    """Wait for the end of stdin: the parent's side of that pipe closes even on its kill -9."""
    os.read(0, 1)
    os._exit(1)


threading.Thread(target=end_with_parent, daemon=True).start()
runpy.run_path(str(ROOT / "dashboard.py"), run_name="__main__")
