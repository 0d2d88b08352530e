"""Saved views, as the store takes and returns them."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from store.records import Record


class NewView(Record):
    """A list under a name. `query` is the list's query string, `shared`: for everybody."""

    name: Annotated[str, Field(max_length=80)]
    query: Annotated[str, Field(max_length=4_000)]
    shared: bool = False


class View(NewView):
    """A saved view. Its owner may rename and delete it, and so may an admin if it is shared."""

    id: UUID
    owner: str
