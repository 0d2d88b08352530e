"""The person at the dashboard, for whom a service reads or writes."""

from __future__ import annotations

from auth import current
from services import resources
from store.principal import Action, Principal
from store.system import read_only


def principal() -> Principal:
    """Who is acting, checked again; only a viewer if the database cannot be written.

    Raises Refused, Unavailable.
    """
    settings = resources.settings()
    me = current.principal(settings)
    if settings.viewers_review:
        me = me.model_copy(update={"granted": frozenset({Action.REVIEW})})
    return me.for_reading() if read_only.cached_refusal(resources.database()) else me
