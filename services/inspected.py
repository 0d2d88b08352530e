"""The findings on one row, computed at most once per rerun."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final
from uuid import UUID

import streamlit as st

from inspection.syntax import CheckerUnavailable
from services import inspection, resources
from store.errors import NotFound
from store.insights.insight_records import Findings, Subject
from store.records import SessionSummary
from store.retrying import attempt

REMEMBERED: Final = 256


class Memo:
    """Findings by row and version, in memory, because a read-only login cannot store them."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[UUID, str], Findings] = OrderedDict()
        self._lock = Lock()

    def get(self, row: SessionSummary) -> Findings | None:
        """The findings on this version of the row, if remembered."""
        with self._lock:
            return self._known.get((row.id, row.version))

    def put(self, row: SessionSummary, findings: Findings) -> None:
        """Remember findings, and forget the oldest ones."""
        with self._lock:
            self._known[row.id, row.version] = findings
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)


@st.cache_resource(show_spinner=False)
def memo() -> Memo:
    """The process's memo. Fetch it before a transaction begins."""
    return Memo()


class Inspected:
    """The findings on one row. `findings` are the stored ones, if any."""

    def __init__(self, row: SessionSummary, findings: Findings | None) -> None:
        self._row = row
        self.kept = findings
        self._outcome: Callable[[], Findings | None] | None = None

    def findings(self) -> Findings | None:
        """The findings, computed by the first call; None if not in time.

        Raises NotFound, CheckerUnavailable.
        """
        if self._outcome is None:
            self._outcome = self._find()
        return self._outcome()

    def _find(self) -> Callable[[], Findings | None]:
        known = self.kept or memo().get(self._row)
        try:
            known = known or attempt(lambda: inspect(self._row.id))
        except (NotFound, CheckerUnavailable) as error:
            refusal = error  # Python forgets `error` after this block

            def fail() -> None:
                raise refusal

            return fail
        if known is not None:
            memo().put(self._row, known)
        return lambda: known


def inspect(row_id: UUID) -> Findings:
    """Inspect a row. Raises NotFound, CheckerUnavailable, Unavailable."""
    findings = inspection.inspect(resources.database().primary, row_id)
    if findings is None:
        raise NotFound(row_id)
    return findings


def unsaved(code: str) -> Findings | None:
    """The findings on code that is not saved yet; None if the check is unavailable."""
    try:
        return check(code)
    except CheckerUnavailable:
        return None


@st.cache_data(max_entries=32, show_spinner=False)
def check(code: str) -> Findings:
    """The findings on some code, cached. Raises CheckerUnavailable."""
    return inspection.examine(Subject(row_id=UUID(int=0), row_version="0", code=code, design="{}"))
