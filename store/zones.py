"""Time zones that PostgreSQL may not know, although the viewer's browser does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import psycopg
from sqlalchemy.exc import DBAPIError

T = TypeVar("T")


def in_zone(query: Callable[[str], T], zone: str) -> tuple[str, T]:
    """The query's result in the viewer's zone, or in UTC if PostgreSQL lacks it; the zone first.

    Only for reads: what PostgreSQL refuses ends a transaction of several statements.
    """
    try:
        return zone, query(zone)
    except DBAPIError as error:
        if not isinstance(error.orig, psycopg.errors.InvalidParameterValue):
            raise
    return "UTC", query("UTC")
