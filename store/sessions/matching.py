"""How a list reads a search text: a reference, an id, a session_id, or a frame name."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, literal, select, true
from sqlalchemy.orm import Session

from store.counts import EXACT_LIMIT
from store.errors import InvalidInput
from store.models import JOINT, JOINTS, NAME_KEY_CHARS, joined_name, name_key, name_text
from store.records import Filters, Match
from store.sessions import branches, conditions, pasted, references
from store.sessions.conditions import table
from store.sessions.masking import MASK_ENDS_WITH
from store.sessions.search_timeouts import timeouts_explained

MAX_QUERY_CHARS: Final = 500
MOST_COUNTED_BY_NAME: Final = 1_000


def pinned(db: Session, filters: Filters) -> Filters:
    """The filters with `q` on one line and `match` decided, with at most one statement.

    A text with a reference or a UUID means exactly that, whether it exists or not. Six hexadecimal
    digits are a reference if a row has it, and `BP-` with three to five digits is the beginning of
    one. Any other text is a session_id if it equals one; otherwise it is the best match of exact,
    prefix and substring among names of rows that match the other filters. Without three letters or
    digits in a row, only the beginning of names is searched, because trigrams need three. Raises
    InvalidInput, SearchTooSlow.
    """
    if filters.match is not None:
        return filters
    words = pasted.one_line(filters.q)
    if len(words) > MAX_QUERY_CHARS:
        raise InvalidInput(f"Search for at most {MAX_QUERY_CHARS} characters.")
    if not words:
        match = Match.NONE
    elif pasted.references(words):
        match = Match.REFERENCE
    else:
        with timeouts_explained():
            probe = _probe(filters.model_copy(update={"q": words}))
            match = Match(db.execute(probe).scalar_one())
    return filters.model_copy(update={"q": words, "match": match})


def as_matched(filters: Filters, match: Match) -> Filters:
    """Like `pinned`, if a page of the list already says how its search text matched."""
    return filters.model_copy(update={"q": pasted.one_line(filters.q), "match": match})


@lru_cache(maxsize=256)
def _probe(filters: Filters) -> Select[str]:
    """The statement that decides how to interpret the text."""
    words, others = filters.q, conditions.except_search(filters)

    def any_row(match: Match, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists(select(1).select_from(table).where(_meaning(match, words), *conditions))

    if pasted.uuids(words):
        whens = [
            (any_row(Match.ROW_ID), Match.ROW_ID),
            (any_row(Match.SESSION_ID), Match.SESSION_ID),
        ]
        otherwise = Match.ROW_ID
    else:
        whens = [
            (any_row(Match.SESSION_ID), Match.SESSION_ID),
            (any_row(Match.NAME_EXACT, *others), Match.NAME_EXACT),
            (any_row(Match.NAME_PREFIX, *others), Match.NAME_PREFIX),
        ]
        if pasted.bare_references(words):
            whens.insert(0, (any_row(Match.REFERENCE), Match.REFERENCE))
        elif pasted.reference_start(words):
            whens.insert(0, (any_row(Match.REFERENCE_START), Match.REFERENCE_START))
        is_long = pasted.has_trigram(words)
        otherwise = Match.NAME_SUBSTRING if is_long else Match.NAME_PREFIX
    choices = ((when, literal(then.value)) for when, then in whens)
    return select(case(*choices, else_=otherwise.value))


def where(filters: Filters) -> list[ColumnElement[bool]]:
    """The complete predicate of `filters`, which must be pinned if they have a search text."""
    if filters.q and filters.match is None:
        raise InvalidInput("The search text must be read before rows are chosen by it.")
    clauses = conditions.except_search(filters)
    if filters.match not in {None, Match.NONE}:
        clauses.append(meaning(filters))
    return clauses


def select_limited(filters: Filters, limit: int, *columns: ColumnElement[Any]) -> Select[Any]:
    """Columns of at most `limit` rows of a list, in no order, from whatever index has them."""
    rows = select(*columns).select_from(table)
    ids = branches.select_limited(filters, where(branches.without_branch_filters(filters)), limit)
    if ids is None:
        return rows.where(*where(filters)).limit(limit)
    return rows.where(table.c.id.in_(ids))


def meaning(filters: Filters) -> ColumnElement[bool]:
    """The part of the predicate that is the search text. It must be pinned."""
    assert filters.match is not None
    return _meaning(filters.match, filters.q)


def most_counted(filters: Filters) -> int:
    """The limit up to which a count is exact; more would take longer than the search itself.

    Rows that are found by name have to be read one by one.
    """
    by_name = filters.match in {Match.NAME_PREFIX, Match.NAME_SUBSTRING}
    if branches.for_filters(filters):
        return branches.MOST_COUNTED
    return MOST_COUNTED_BY_NAME if by_name else EXACT_LIMIT


def _meaning(match: Match, search_text: str) -> ColumnElement[bool]:
    match match:
        case Match.REFERENCE:
            known = pasted.references(search_text) or pasted.bare_references(search_text)
            return references.is_among(references.row_ids_with(known))
        case Match.REFERENCE_START:
            beginning = pasted.reference_start(search_text) or search_text
            return references.is_among(references.row_ids_with_start(beginning))
        case Match.ROW_ID:
            return table.c.id.in_(pasted.uuids(search_text))
        case Match.SESSION_ID:
            return table.c.session_id.in_(pasted.session_ids(search_text))
        case Match.NAME_EXACT:
            key = func.left(func.lower(search_text), NAME_KEY_CHARS)
            return _also(search_text, name_key == key, name_text == func.lower(search_text))
        case Match.NAME_PREFIX:
            start = func.lower(_escaped(search_text[:NAME_KEY_CHARS])).concat("%")
            whole = func.starts_with(name_text, func.lower(search_text))
            return _also(search_text, name_key.like(start), whole)
        case Match.NAME_SUBSTRING:
            return _contains(search_text)
        case Match.NONE:
            return true()


def _also(
    search_text: str, by_key: ColumnElement[bool], in_full: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Compare the key, the start of a name; a longer text is also compared in full."""
    return by_key if len(search_text) < NAME_KEY_CHARS else and_(by_key, in_full)


def _contains(search_text: str) -> ColumnElement[bool]:
    """Compare the raw name first, which is fast, and then the masked one: a search must not reveal
    any part of a session_id that a name contains."""
    if MASK_ENDS_WITH in search_text:
        return _part_of(name_text, search_text)
    joined = joined_name.ilike(
        literal("%") + func.regexp_replace(search_text, JOINTS, JOINT, "g") + literal("%")
    )
    # The planner would take the conditions for independent, expect a few rows instead of 30,000,
    # and sort those instead of reading a list in its order. It assumes that half match a CASE.
    raw, in_full = _part_of(table.c.frame_name, search_text), _part_of(name_text, search_text)
    # With an ELSE, because after NULL the rest would be computed for each row, too.
    return and_(case((raw, true()), else_=false()), joined, case((in_full, true())))


def _part_of(name: ColumnElement[str], search_text: str) -> ColumnElement[bool]:
    if " " not in search_text:
        return name.ilike(f"%{_escaped(search_text)}%")
    # The words in this order are compared first, which takes half as long.
    in_order = "%".join(["", *(_escaped(word) for word in search_text.split(" ")), ""])
    # Names are copied from a page, where several spaces look like one.
    pattern = r"\s+".join(_literally(word) for word in search_text.split(" "))
    return and_(name.ilike(in_order), name.regexp_match(pattern, flags="i"))


def _literally(word: str) -> str:
    """A PostgreSQL regular expression that matches exactly this word."""
    return "".join(each if each.isalnum() or each == "_" else f"\\{each}" for each in word)


def _escaped(search_text: str) -> str:
    return search_text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
