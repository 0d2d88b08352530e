"""Log what people do: who, what, to which row. Never a reason, a value, or an error's message."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import wraps
from types import MappingProxyType
from typing import Any, Final, ParamSpec, TypeVar

from services import shared_reads
from store.actions.receipts import Receipt
from store.errors import StoreError
from store.principal import Principal

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger("dashboard.actions")

# Whether this thread, which runs one person's scripts, has committed an action: after that, an
# error must not claim that nothing was saved.
applied: Final[ContextVar[bool]] = ContextVar("applied", default=False)

# An operation's argument -> the field of the log.
REQUESTS: Final = MappingProxyType(
    {"request_id": "request_id", "undone": "undoes", "batch_id": "batch_id"}
)


def logged(
    acting: Callable[[], Principal], action: str = ""
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Log each call of an operation: applied, repeated, refused or failed.

    `acting` says who it is. `action` is what the audit log calls it, by default the operation's
    own name, so that what was refused and what was applied are found under one name.
    """

    def decorate(operation: Callable[P, T]) -> Callable[P, T]:
        signature = inspect.signature(operation)

        @wraps(operation)
        def call(*args: P.args, **kwargs: P.kwargs) -> T:
            request_fields = request(
                action or operation.__name__, signature.bind(*args, **kwargs).arguments
            )
            try:
                outcome = operation(*args, **kwargs)
            except StoreError as error:
                refusal = {"refusal": type(error).__name__}
                log.warning("action refused", extra=request_fields | who(acting) | refusal)
                raise
            except Exception as error:
                # Logged here, because the handler does not know what was being done.
                failure = {"refusal": type(error).__name__}
                log.error("action failed", extra=request_fields | who(acting) | failure)
                raise
            applied.set(True)
            shared_reads.forget()
            if isinstance(outcome, Receipt):
                log.info(event(outcome), extra=receipt(outcome))
            else:
                log.info("action applied", extra=request_fields | who(acting))
            return outcome

        return call

    return decorate


def who(acting: Callable[[], Principal]) -> dict[str, object]:
    """The acting person, if they are let in."""
    try:
        me = acting()
    except StoreError:
        return {}
    return {"actor": me.actor, "role": me.role}


def request(name: str, given: Mapping[str, Any]) -> dict[str, object]:
    """The fields of a request, from the operation's arguments.

    An undo names the request that it would undo. How many rows an undo, or a reset of a
    whole scope, would change is not known in advance, and so is not logged.
    """
    fields: dict[str, object] = {"action": name}
    for argument, field in REQUESTS.items():
        if given.get(argument) is not None:
            fields[field] = given[argument]
    ids = [row.id for row in given.get("rows", ())]
    ids += [given["target"].id] if "target" in given else []
    ids += [given["row_id"]] if "row_id" in given else []
    return fields | (rows(ids) if ids else {})


def receipt(done: Receipt) -> dict[str, object]:
    """What was done. Which rows, if many, is in the audit log under the request_id."""
    fields: dict[str, object] = {"action": done.action, "request_id": done.request_id}
    fields |= {"undoes": done.undoes} if done.undoes else {}
    fields |= {"batch_id": done.batch_id} if done.batch_id else {}
    person = {"actor": done.actor, "role": done.role}
    return fields | person | rows([each.row_id for each in done.changed])


def rows(ids: list[Any]) -> dict[str, object]:
    """How many rows, and which if it is one."""
    return {"rows": len(ids)} | ({"row_id": ids[0]} if len(ids) == 1 else {})


def event(done: Receipt) -> str:
    """The event to search the log for."""
    return "action repeated" if done.repeated else "action applied"
