"""The designs, one module each, with the code made from them beside it (`.tsx`)."""

from __future__ import annotations

from typing import Final

from demo.catalogue import Design
from demo.designs import analytics, login, player, pricing

DESIGNS: Final[tuple[Design, ...]] = (
    analytics.DESIGN,
    login.DESIGN,
    player.DESIGN,
    pricing.DESIGN,
)
