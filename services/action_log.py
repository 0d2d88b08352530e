"""Logs what people do: who, what, to which row. Never a reason, value or error message."""

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

# Whether this thread, which runs one person's scripts, has committed an action. If so, an error
# message must not claim that nothing was saved.
applied: Final[ContextVar[bool]] = ContextVar("applied", default=False)

# An action's argument -> the field in the log.
REQUESTS: Final = MappingProxyType(
    {"request_id": "request_id", "undone": "undoes", "batch_id": "batch_id"}
)


def logged(
    acting: Callable[[], Principal], action: str = ""
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Log each call of a function: applied, repeated, refused or failed.

    `acting` returns the person. `action` is the name in the audit log, by default the function's
    name, so that refused and applied actions have the same name.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        signature = inspect.signature(function)

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> T:
            request_fields = request(
                action or function.__name__, signature.bind(*args, **kwargs).arguments
            )
            try:
                outcome = function(*args, **kwargs)
            except StoreError as error:
                refusal = {"refusal": type(error).__name__}
                log.warning("action refused", extra=request_fields | actor_fields(acting) | refusal)
                raise
            except Exception as error:
                # Logged here, because the error handler does not know the action.
                failure = {"refusal": type(error).__name__}
                log.error("action failed", extra=request_fields | actor_fields(acting) | failure)
                raise
            applied.set(True)
            shared_reads.forget()
            if isinstance(outcome, Receipt):
                log.info(event(outcome), extra=receipt(outcome))
            else:
                log.info("action applied", extra=request_fields | actor_fields(acting))
            return outcome

        return call

    return decorate


def actor_fields(acting: Callable[[], Principal]) -> dict[str, object]:
    """The acting person, if they have access."""
    try:
        me = acting()
    except StoreError:
        return {}
    return {"actor": me.actor, "role": me.role}


def request(name: str, given: Mapping[str, Any]) -> dict[str, object]:
    """The log fields of a request, from the function's arguments.

    An undo has the id of the request to undo. The number of rows that an undo or a bulk reset would
    change is not known in advance, so it is not logged.
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
    """The log fields of a receipt. The audit log lists the rows if there are many."""
    fields: dict[str, object] = {"action": done.action, "request_id": done.request_id}
    fields |= {"undoes": done.undoes} if done.undoes else {}
    fields |= {"batch_id": done.batch_id} if done.batch_id else {}
    person = {"actor": done.actor, "role": done.role}
    return fields | person | rows([each.row_id for each in done.changed])


def rows(ids: list[Any]) -> dict[str, object]:
    """How many rows, and the id if it is only one."""
    return {"rows": len(ids)} | ({"row_id": ids[0]} if len(ids) == 1 else {})


def event(done: Receipt) -> str:
    """The event to search the log for."""
    return "action repeated" if done.repeated else "action applied"
