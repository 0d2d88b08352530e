"""The designs, one module each, with the code made from them beside it (`.tsx`)."""

from __future__ import annotations

from typing import Final

from demo.catalogue import Design
from demo.designs import analytics, chat, kanban, login, player, pricing, product

DESIGNS: Final[tuple[Design, ...]] = (
    analytics.DESIGN,
    chat.DESIGN,
    kanban.DESIGN,
    login.DESIGN,
    player.DESIGN,
    pricing.DESIGN,
    product.DESIGN,
)
