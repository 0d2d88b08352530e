"""Read what a page draws first in one transaction, so that nothing slow takes the page down."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from services import resources
from store.reading import Reader

Result = TypeVar("Result")

__all__ = ["Reader", "together"]


def together(page: Callable[[Reader], Result]) -> Result:
    """What `page` reads, in one transaction; a query that fails loses only itself.

    Raises what the queries of `Reader.read` raise, and Unavailable.
    """
    with Reader(resources.database()) as reader:
        return page(reader)
