"""How values travel between psycopg and Python where its own ways do not cover them all."""

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
    """timestamptz as a datetime, or as a FarMoment where that has no room for it."""

    def load(self, data: Buffer) -> Any:
        try:
            moment = super().load(data)
        except DataError:
            return FarMoment.of(bytes(data).decode())
        return moment if ordinary(moment) else FarMoment.of(bytes(data).decode())


class FarMomentDumper(Dumper):
    """A FarMoment as PostgreSQL wrote it."""

    oid = TIMESTAMPTZ

    def dump(self, obj: FarMoment) -> Buffer:
        return obj.text.encode()


def register(context: AdaptContext) -> None:
    """Let a connection read and write every moment."""
    if context.adapters is None:
        return
    context.adapters.register_loader("timestamptz", MomentLoader)
    context.adapters.register_dumper(FarMoment, FarMomentDumper)
