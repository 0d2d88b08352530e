"""All tables: the backend's and the dashboard's own."""

from __future__ import annotations

from typing import Final

from sqlalchemy import MetaData

from store import (
    bulk_models,
    inbox_models,
    own_models,
    render_models,
    review_models,
    showcase_models,
    standing_models,
    view_models,
    watch_models,
)
from store.models import Base

_MODULES: Final = (
    own_models,
    render_models,
    bulk_models,
    watch_models,
    inbox_models,
    view_models,
    showcase_models,
    review_models,
    standing_models,
)
"""Importing them is what adds their tables."""

METADATA: Final[MetaData] = Base.metadata
