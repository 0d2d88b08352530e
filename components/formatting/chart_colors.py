"""The colors of charts: each can be told from the background of the light and the dark theme."""

from __future__ import annotations

from typing import Final

RED: Final = "#d0605e"
GREEN: Final = "#4c9f70"
YELLOW: Final = "#c9a227"
BLUE: Final = "#4c78c8"
VIOLET: Final = "#8a6fd1"
GRAY: Final = "#8791a5"
