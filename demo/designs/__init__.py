"""The designs, one module each, with the code made from them beside it (`.tsx`)."""

from __future__ import annotations

from typing import Final

from demo.catalog import Design
from demo.designs import (
    analytics,
    calendar,
    chat,
    checkout,
    kanban,
    landing,
    login,
    onboarding,
    player,
    pricing,
    product,
    profile,
    settings,
    travel,
)

DESIGNS: Final[tuple[Design, ...]] = (
    analytics.DESIGN,
    calendar.DESIGN,
    chat.DESIGN,
    checkout.DESIGN,
    kanban.DESIGN,
    landing.DESIGN,
    login.DESIGN,
    onboarding.DESIGN,
    player.DESIGN,
    pricing.DESIGN,
    product.DESIGN,
    profile.DESIGN,
    settings.DESIGN,
    travel.DESIGN,
)
