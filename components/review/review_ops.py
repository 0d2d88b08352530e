"""What a reviewer's browser asks for: validated as untrusted input, and carried out once each."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal
from uuid import UUID

import streamlit as st
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from components.review import review_address
from language import N_, _, recognized
from services import reviews
from services.review_queue import Queue
from store.errors import InvalidInput, NotFound, StoreError
from store.reviews.review_records import MOST_REASONS, Area, Mark, Opinion, Version

SERVED: Final = "review-served"
DONE: Final = "review-done"
UNDO: Final = "review-undo"
REFUSED: Final = "review-refused"
MOST: Final = 100
CHANGED: Final = N_("This session is not on screen any more. Open it again to mark it.")

Name = Annotated[str, Field(max_length=40)]


class Op(BaseModel):
    """One thing that the reviewer did; `id` is its request_id, and `to` the row to show next, None
    for whichever is next in the queue."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    kind: Literal["mark", "undo", "go", "add reason", "remove reason"]
    row: UUID | None = None
    version: Annotated[str, Field(max_length=64)] = ""
    to: UUID | None = None
    mark: Mark | None = None
    reasons: Annotated[tuple[Name, ...], Field(max_length=MOST_REASONS)] = ()
    note: Annotated[str, Field(max_length=500)] = ""
    place: Area | None = None
    name: Name = ""


class Marked(BaseModel):
    """A mark that can be taken back, and what was said before."""

    version: Version
    previous: Opinion | None


def remember(queue: Queue) -> None:
    """Remember which versions were served: only those can be marked."""
    served: dict[UUID, Version] = st.session_state.get(SERVED, {})
    for item in (queue.item, *queue.ahead):
        if item:
            served.pop(item.row.id, None)
            served[item.row.id] = item.content.version
    st.session_state[SERVED] = dict([*served.items()][-MOST:])


def parse(payload: Any) -> list[Op]:
    """What the browser said, without what cannot be read."""
    ops = []
    for each in payload[:MOST] if isinstance(payload, list) else ():
        try:
            ops.append(Op.model_validate(each))
        except ValidationError:
            continue
    return ops


def done_ids() -> list[str]:
    """The ids of what was carried out, or refused, lately."""
    return [str(each) for each in st.session_state.get(DONE, [])]


def refused() -> dict[str, str] | None:
    """What was refused last, and why."""
    words: dict[str, str] | None = st.session_state.pop(REFUSED, None)
    return words


def can_undo() -> bool:
    """Whether there is a mark to take back."""
    return bool(st.session_state.get(UNDO))


def take_back() -> None:
    """Take the last mark back, and show its row."""
    try:
        _undo()
    except StoreError as error:
        st.session_state[REFUSED] = {"id": "", "words": recognized(str(error))}


def carry_out(ops: list[Op]) -> None:
    """Do each once, in order. What is refused is said, and its row is shown again.

    Another run may end this one wherever it reads or writes the session's state or the address. So
    an op counts as done only after it was, and nothing is read or written between the two.
    """
    finished: list[UUID] = st.session_state.setdefault(DONE, [])
    for op in ops:
        if op.id in finished:
            continue
        try:
            _do(op)
        except StoreError as error:
            st.session_state[REFUSED] = {"id": str(op.id), "words": recognized(str(error))}
            if op.row:
                review_address.go_to(op.row)
        finished.append(op.id)
        del finished[:-MOST]


def _do(op: Op) -> None:
    match op.kind:
        case "mark":
            review_address.go_to(op.to, op.row)
            _mark(op)
        case "go":
            review_address.go_to(op.to, op.row)
        case "undo":
            _undo()
        case "add reason":
            reviews.add_reason(op.name, op.id)
        case "remove reason":
            reviews.remove_reason(op.name, op.id)


def _mark(op: Op) -> None:
    served: dict[UUID, Version] = st.session_state.get(SERVED, {})
    version = served.get(op.row) if op.row else None
    if version is None or op.version != version.code_md5 + version.design_md5:
        raise NotFound(op.row) if version is None else InvalidInput(_(CHANGED))
    if op.mark is None:
        raise InvalidInput(_("Choose a mark first."))
    opinion = Opinion(mark=op.mark, reasons=op.reasons, note=op.note, place=op.place)
    marked: list[Marked] = st.session_state.setdefault(UNDO, [])
    previous = reviews.mark(version, opinion, op.id)
    marked.append(Marked(version=version, previous=previous))
    del marked[:-MOST]


def _undo() -> None:
    """Take the last mark back, and show its row."""
    marked: list[Marked] = st.session_state.setdefault(UNDO, [])
    if not marked:
        return
    last = marked[-1]
    review_address.go_to(last.version.row_id)
    reviews.take_back(last.version, last.previous)
    marked.pop()
