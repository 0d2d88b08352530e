"""How a list reads a search text: a reference, an id, a session_id, or a frame name."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select, true
from sqlalchemy.orm import Session

from store.counts import EXACT_LIMIT
from store.errors import InvalidInput
from store.models import NAME_KEY_CHARS, name_key, name_text
from store.records import Filters, Match
from store.sessions import conditions, pasted, references
from store.sessions.conditions import table
from store.sessions.masking import MASK_ENDS_WITH
from store.sessions.search_timeouts import timeouts_explained

MAX_QUERY_CHARS: Final = 500
MOST_COUNTED_BY_NAME: Final = 1_000
BLANKS: Final = (" ", "\N{NO-BREAK SPACE}", "\N{IDEOGRAPHIC SPACE}")
"""A short word behind another one is found after one of these, or a run that ends in one."""


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
        clauses.append(_meaning(filters.match, filters.q))
    return clauses


def most_counted(filters: Filters) -> int:
    """The limit up to which a count is exact; more would take longer than the search itself.

    Rows that are found by name have to be read one by one.
    """
    by_name = filters.match in {Match.NAME_PREFIX, Match.NAME_SUBSTRING}
    return MOST_COUNTED_BY_NAME if by_name else EXACT_LIMIT


def _meaning(match: Match, words: str) -> ColumnElement[bool]:
    match match:
        case Match.REFERENCE:
            known = pasted.references(words) or pasted.bare_references(words)
            return references.is_among(references.had_by(known))
        case Match.REFERENCE_START:
            beginning = pasted.reference_start(words) or words
            return references.is_among(references.had_by_start(beginning))
        case Match.ROW_ID:
            return table.c.id.in_(pasted.uuids(words))
        case Match.SESSION_ID:
            return table.c.session_id.in_(pasted.session_ids(words))
        case Match.NAME_EXACT:
            key = func.left(func.lower(words), NAME_KEY_CHARS)
            return _also(words, name_key == key, name_text == func.lower(words))
        case Match.NAME_PREFIX:
            start = func.lower(_escaped(words[:NAME_KEY_CHARS])).concat("%")
            whole = func.starts_with(name_text, func.lower(words))
            return _also(words, name_key.like(start), whole)
        case Match.NAME_SUBSTRING:
            return _contains(words)
        case Match.NONE:
            return true()


def _also(
    words: str, by_key: ColumnElement[bool], in_full: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Compare the key, the start of a name; a longer text is also compared in full."""
    return by_key if len(words) < NAME_KEY_CHARS else and_(by_key, in_full)


def _contains(words: str) -> ColumnElement[bool]:
    """Compare the raw name first, which is fast, and then the masked one: a search must not reveal
    any part of a session_id that a name contains."""
    if MASK_ENDS_WITH in words:
        return _part_of(name_text, words)
    # The planner would assume that the two are independent, expect a few rows instead of 30,000,
    # and sort those instead of reading a list in its order. It assumes that half match a CASE.
    masked = case((_part_of(name_text, words), true()))
    first, *others = words.split(" ")
    short = {word for word in others if word.isalnum() and not pasted.has_trigram(word)}
    if not short:
        return and_(_part_of(table.c.frame_name, words), masked)
    # Of a short word the index knows how it begins, but not after the `\s` of a regular expression.
    near = [
        "%".join(["", _escaped(first), *(_after(blank, word, short) for word in others), ""])
        for blank in BLANKS
    ]
    begun = or_(*(table.c.frame_name.ilike(pattern) for pattern in near))
    # IS TRUE tells the planner how few there are, and keeps it from reading the index for this.
    return and_(begun, _part_of(table.c.frame_name, words).is_(true()), masked)


def _after(blank: str, word: str, short: Collection[str]) -> str:
    return f"{blank if word in short else ''}{_escaped(word)}"


def _part_of(name: ColumnElement[str], words: str) -> ColumnElement[bool]:
    if " " not in words:
        return name.ilike(f"%{_escaped(words)}%")
    # Names are copied from a page, where several spaces look like one.
    pattern = r"\s+".join(_literally(word) for word in words.split(" "))
    return name.regexp_match(pattern, flags="i")


def _literally(word: str) -> str:
    """A PostgreSQL regular expression that matches exactly this word."""
    return "".join(each if each.isalnum() or each == "_" else f"\\{each}" for each in word)


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
