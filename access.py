"""Who is acting. Pure: settings in, principal out."""

from __future__ import annotations

from settings import Settings
from store.principal import Principal, Role


def principal(settings: Settings) -> Principal:
    """The person at the dashboard, who runs it on their own machine."""
    return Principal(actor=settings.dashboard_actor, role=Role(settings.role))
