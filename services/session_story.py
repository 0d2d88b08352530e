"""The facts behind the story of a session that is stuck, failed, or was acted on."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from services import shared_reads
from store.actions.receipts import AuditEntry
from store.counts import GenerationTimes
from store.insights import statistics
from store.principal import Action
from store.reading import Reader
from store.records import SessionSummary
from store.sessions.code_versions import CodeVersion
from store.sessions.lifecycle import Status


class Replaced(NamedTuple):
    """Code of `bytes` in UTF-8 that was replaced, by a regeneration or an edit."""

    at: datetime
    bytes: int


class StoryFacts(NamedTuple):
    """What was done to a session, newest first, and what else its story needs. Reviews are no part
    of it: they are about the code, and not about the visitor.

    `replaced` are None if they were not read in time, `times` also where nothing is generating.
    """

    entries: tuple[AuditEntry, ...]
    replaced: tuple[Replaced, ...] | None
    times: GenerationTimes | None


def facts(
    reader: Reader,
    row: SessionSummary,
    entries: tuple[AuditEntry, ...] | None,
    versions: tuple[CodeVersion, ...] | None,
) -> StoryFacts | None:
    """The facts, with how long generations take where that matters; None without the entries."""
    if entries is None:
        return None
    entries = tuple(entry for entry in entries if entry.action != Action.REVIEW)
    times = None
    if row.status == Status.GENERATING:
        times = shared_reads.aside(reader, "generation times", statistics.generation_times)
    replaced = None
    if versions is not None:
        replaced = tuple(Replaced(version.replaced_at, version.bytes) for version in versions)
    return StoryFacts(entries, replaced, times)
