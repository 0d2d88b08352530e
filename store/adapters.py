"""Adapters for values that psycopg cannot convert by itself."""

from __future__ import annotations

from typing import Any, Final

from psycopg import DataError
from psycopg.abc import AdaptContext, Buffer
from psycopg.adapt import Dumper
from psycopg.postgres import types
from psycopg.types.datetime import TimestamptzLoader

from store.moments import FarMoment, ordinary

TIMESTAMPTZ: Final = types["timestamptz"].oid


class MomentLoader(TimestamptzLoader):
    """Loads timestamptz as a datetime, or as a FarMoment outside its range."""

    def load(self, data: Buffer) -> Any:
        try:
            moment = super().load(data)
        except DataError:
            return FarMoment.of(bytes(data).decode())
        return moment if ordinary(moment) else FarMoment.of(bytes(data).decode())


class FarMomentDumper(Dumper):
    """Dumps a FarMoment as PostgreSQL wrote it."""

    oid = TIMESTAMPTZ

    def dump(self, obj: FarMoment) -> Buffer:
        return obj.text.encode()


def register(context: AdaptContext) -> None:
    """Make a connection read and write every timestamptz."""
    if context.adapters is None:
        return
    context.adapters.register_loader("timestamptz", MomentLoader)
    context.adapters.register_dumper(FarMoment, FarMomentDumper)
