"""Run dashboard.py, and end at once when the process that started this one is gone."""

from __future__ import annotations

import runpy

from scripts.with_parent import end_with_parent
from settings import ROOT

end_with_parent()
runpy.run_path(str(ROOT / "dashboard.py"), run_name="__main__")
