"""Searches inside names with the trigram index: the same rows as without it, with few reads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from migrations import trigrams
from store.counts import Count, CountKind
from store.engine import Database, engine_for
from store.records import Filters, Match, Sort
from store.sessions import search, status_counts
from store.sessions.inside_names import ALONG_ROWS
from tests.conftest import MakeDatabase
from tests.store.sessions.test_search_plans import ROWS, rows_read

# A tenth of the names.
CHECKOUTS = """
UPDATE prototype_sessions SET frame_name = 'Page ' || frame_name || ' Checkout'
WHERE right(frame_name, 1) = 'a' OR frame_name LIKE '%b_'
"""
WITHOUT_INDEX = ("enable_bitmapscan = off", "enable_indexscan = off")


@pytest.fixture(scope="module")
def reader(make_database: MakeDatabase, template: str) -> Iterator[Session]:
    """A session on 20,000 analyzed rows with the index, some 2,400 of them named Checkout."""
    url = make_database(template)
    database = Database(engine_for(url))
    with database.begin() as db:
        db.execute(text(ROWS))
        db.execute(text(CHECKOUTS))
    trigrams.ensure(url)
    with database.begin() as db:
        db.execute(text("ANALYZE prototype_sessions"))
    with database.begin() as db:
        yield db
    database.dispose()


@pytest.mark.parametrize("q", ["zzzzqq", "no frame has this name", "ame zzz"])
def test_a_search_without_matches_reads_few_rows(reader: Session, q: str) -> None:
    """The first ones of the list, and then none but those that the index names."""
    assert search.search(reader, Filters(q=q)).match is Match.NAME_SUBSTRING
    # On two pages, each counted by the index scan and by the filter above it. Two rows belong to
    # the function that the statement's time limit is read from.
    assert rows_read(reader, Filters(q=q), Sort.UPDATED_DESC) <= 4 * ALONG_ROWS + 2


def test_the_index_knows_which_words_are_beside_each_other(reader: Session) -> None:
    """2,400 names have `Checkout` and a word that begins with F, but in another order."""
    nothing = rows_read(reader, Filters(q="zzzzqq"), Sort.UPDATED_DESC)
    for q in ("heckout f", "heckout / f", "rame p", "age f c"):
        assert rows_read(reader, Filters(q=q), Sort.UPDATED_DESC) == nothing


def test_a_search_with_many_matches_reads_the_list_in_order(reader: Session) -> None:
    assert rows_read(reader, Filters(q="heckout"), Sort.UPDATED_DESC) < 2_400


@pytest.mark.parametrize("q", ["heckout", "ame c4ca", "c4ca4238", "Checkout", "zzzzqq", "a0b"])
def test_the_index_finds_what_reading_every_name_finds(reader: Session, q: str) -> None:
    pages = []
    for settings in ((), WITHOUT_INDEX):
        with reader.begin_nested() as savepoint:
            for setting in settings:
                reader.execute(text(f"SET LOCAL {setting}"))
            pages.append(search.search(reader, Filters(q=q)))
            savepoint.rollback()
    assert pages[0] == pages[1]


def test_rows_found_by_name_are_counted_up_to_1000(reader: Session) -> None:
    at_least = Count(value=1_000, kind=CountKind.AT_LEAST)
    assert search.count(reader, Filters(q="heckout")) == at_least
    assert search.count(reader, Filters(q="page frame")) == at_least
    assert search.count(reader, Filters(q="heckout"), limit=5_000).kind is CountKind.EXACT
    counts = status_counts.status_counts(reader, Filters(q="heckout"))
    assert (counts.total, counts.kind) == (1_001, CountKind.AT_LEAST)
