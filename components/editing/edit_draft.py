"""An edit before it is saved: the row's columns as they were shown, and the person's changes.

It is kept in `st.session_state`, so it does not hold the row: only small columns and the code as
the form shows them, and size and hash of larger values. See docs/decisions/0013-edit-draft.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final
from uuid import UUID, uuid4

from store.actions.receipts import Target
from store.records import SessionSummary

CODE_LIMIT: Final = 200_000
SUMMARY_TEXT_LIMIT: Final = 300
URL_LIMIT: Final = 2_000

SMALL: Final = ("frame_name", "frame_width", "frame_height", "thumbnail_url")
CONTENT: Final = ("generated_code", "design_context")
WATCHED: Final = ("status", "error_code")


@dataclass(frozen=True)
class Large:
    """Stands for a value that is too large to keep, with enough to tell whether it changed.

    `masked` means that the value contains the session_id and only its masked text is known, which
    must never be saved.
    """

    bytes: int
    sha256: str
    masked: bool = False


Value = str | int | Large | None
Edit = str | int | None


def digest(text: str, *, masked: bool = False) -> Large:
    """The stand-in for a text."""
    encoded = text.encode("utf-8", "surrogatepass")
    return Large(len(encoded), hashlib.sha256(encoded).hexdigest(), masked)


@dataclass(frozen=True)
class RowSnapshot:
    """A row's columns at one version, large ones as their stand-ins."""

    row_id: UUID
    version: str
    columns: Mapping[str, Value]


def snapshot(
    row: SessionSummary, code: str | None = None, design: str | None = None
) -> RowSnapshot:
    """What a form shows of a row; `code` and `design` only if they may be edited."""
    columns: dict[str, Value] = {name: getattr(row, name) for name in (*SMALL, *WATCHED)}
    if row.frame_name is not None and len(row.frame_name) >= SUMMARY_TEXT_LIMIT:
        columns["frame_name"] = digest(row.frame_name)
    if row.thumbnail_url is not None and len(row.thumbnail_url) > URL_LIMIT:
        columns["thumbnail_url"] = digest(row.thumbnail_url)
    if row.frame_name is not None and row.name_is_masked:
        columns["frame_name"] = digest(row.frame_name, masked=True)
    if row.thumbnail_url is not None and row.thumbnail_is_masked:
        columns["thumbnail_url"] = digest(row.thumbnail_url, masked=True)
    if row.thumbnail_too_large:
        columns["thumbnail_url"] = Large(0, "")
    if design is not None:
        columns["generated_code"] = digest(code) if code and len(code) > CODE_LIMIT else code
        columns["design_context"] = digest(design)
    return RowSnapshot(row.id, row.version, MappingProxyType(columns))


@dataclass(frozen=True)
class Draft:
    """An edit in progress. `request_id` belongs to `mine`, so the same values are saved only once.

    `receipt` is the person's last action on the page when the form was opened.
    """

    base: RowSnapshot
    mine: Mapping[str, Edit] = field(default_factory=lambda: MappingProxyType({}))
    reviewing: bool = False
    request_id: UUID = field(default_factory=uuid4)
    form_id: str = field(default_factory=lambda: uuid4().hex)
    receipt: UUID | None = None

    @property
    def target(self) -> Target:
        """The row at the version that the form was opened with."""
        return Target(id=self.base.row_id, version=self.base.version)

    def review(self, mine: Mapping[str, Edit]) -> Draft:
        """The draft with these edits, for review before saving."""
        return replace(self, mine=MappingProxyType(dict(mine)), reviewing=True, request_id=uuid4())

    def back(self) -> Draft:
        """The draft back in the form, with what was typed."""
        return replace(self, reviewing=False, form_id=uuid4().hex)

    def rebased(self, theirs: RowSnapshot, columns: Set[str]) -> Draft:
        """My edits of these `columns`, applied to the current row."""
        kept = {name: value for name, value in self.mine.items() if name in columns}
        return replace(self, base=theirs).review(kept)


def edits(base: RowSnapshot, typed: Mapping[str, Edit]) -> dict[str, Edit]:
    """The columns that the person changed. An empty text box means NULL, or what was there."""
    result: dict[str, Edit] = {}
    for name, value in typed.items():
        before = base.columns[name]
        if isinstance(before, Large):
            if value and not (isinstance(value, str) and digest(value) == before):
                result[name] = value
        elif isinstance(value, str) and isinstance(before, str):
            if (text := with_newlines_of(before, value)) != before:
                result[name] = text or None
        elif (value or None if isinstance(value, str) else value) != before:
            result[name] = value
    return result


def with_newlines_of(before: str, typed: str) -> str:
    """What was typed, with the original line endings, which browsers change to `\\n`."""
    if plain_newlines(before) == typed:
        return before
    crlf_only = "\r\n" in before and before.count("\r\n") == before.count("\n")
    return typed.replace("\n", "\r\n") if crlf_only and "\r" not in typed else typed


def plain_newlines(text: str) -> str:
    """The text as a browser's text box returns it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True)
class FieldConflict:
    """One edited column: the original, mine, and theirs."""

    name: str
    original: Value
    mine: Edit
    theirs: Value

    @property
    def they_changed_it(self) -> bool:
        """Whether somebody else changed this column."""
        return self.theirs != self.original

    @property
    def is_same_change(self) -> bool:
        """Whether both sides made the same change."""
        mine = (
            digest(self.mine)
            if isinstance(self.theirs, Large) and isinstance(self.mine, str)
            else self.mine
        )
        return mine == self.theirs


def conflicts(draft: Draft, theirs: RowSnapshot) -> list[FieldConflict]:
    """Each edited column in its three versions, in the form's order."""
    return [
        FieldConflict(name, draft.base.columns[name], draft.mine[name], theirs.columns[name])
        for name in (*SMALL, *CONTENT)
        if name in draft.mine
    ]


def also_changed(draft: Draft, theirs: RowSnapshot) -> list[FieldConflict]:
    """Columns that only somebody else changed; their `mine` has no meaning."""
    return [
        FieldConflict(name, before, None, theirs.columns.get(name))
        for name, before in draft.base.columns.items()
        if name not in draft.mine and theirs.columns.get(name) != before
    ]
