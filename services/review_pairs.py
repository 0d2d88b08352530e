"""Two versions to compare blind: two codes of one session, or two sessions."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from services import acting, resources
from store.content_hash import content_md5
from store.errors import NotFound
from store.insights import insights
from store.insights.insight_records import Findings
from store.records import SessionSummary
from store.reviews import pairs, queue
from store.reviews.review_records import Better, Choice, Version
from store.sessions import code_versions, prototype_sessions


class Ref(NamedTuple):
    """A session's code as it is now, or one that was replaced, by its number in the history."""

    row_id: UUID
    version_id: int | None = None


class Side(NamedTuple):
    """One of the two. `findings` are the findings on its design, and on its code where that is the
    session's own; `replaced_at` is None for that one."""

    ref: Ref
    row: SessionSummary
    version: Version
    code: str
    findings: Findings | None
    replaced_at: datetime | None = None


class Pair(NamedTuple):
    """Both sides as this person sees them, and what they chose before: the better one's place."""

    left: Side
    right: Side
    choice: Better | None

    @property
    def same_design(self) -> bool:
        """Whether both are of one design."""
        return self.left.version.design_md5 == self.right.version.design_md5


def read(first: Ref, second: Ref) -> Pair:
    """Both sides, shuffled by person and pair. Raises NotFound."""
    me = acting.principal()
    one, other = _side(first), _side(second)
    names = sorted(str(side.version) for side in (one, other))
    turned = sha256(" ".join([me.actor, *names]).encode()).digest()[0] % 2
    if (str(one.version) > str(other.version)) != bool(turned):
        one, other = other, one
    known = resources.database().try_read(partial(pairs.list_for_row, row_id=one.row.id)) or ()
    sides = {one.version, other.version}
    own = next(
        (
            each
            for each in known
            if each.reviewer == me.actor and {each.first, each.second} == sides
        ),
        None,
    )
    if own is None:
        return Pair(one, other, None)
    turns = {Better.FIRST: Better.SECOND, Better.SECOND: Better.FIRST, Better.SAME: Better.SAME}
    return Pair(one, other, own.better if own.first == one.version else turns[own.better])


def choice(pair: Pair, better: Better) -> Choice:
    """What it means that the left one (FIRST) or the right one is better."""
    return Choice(first=pair.left.version, second=pair.right.version, better=better)


def _side(ref: Ref) -> Side:
    def read(db: Any) -> Side:
        row = prototype_sessions.get_summary(db, ref.row_id)
        content = queue.contents(db, [ref.row_id])[ref.row_id]
        kept = insights.get(db, ref.row_id)
        if ref.version_id is None:
            return Side(ref, row, content.version, content.code, kept)
        replaced = {each.id: each.replaced_at for each in code_versions.versions(db, ref.row_id)}
        if ref.version_id not in replaced:
            raise NotFound(ref.row_id, what="version")
        code = code_versions.get_version(db, ref.version_id)
        version = content.version.model_copy(update={"code_md5": content_md5(code)})
        return Side(ref, row, version, code, kept, replaced[ref.version_id])

    return resources.database().read(read)
