"""How a search text is interpreted, and what it matches."""

from __future__ import annotations

from datetime import timedelta
from time import monotonic
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from store.counts import Count
from store.engine import Database
from store.errors import InvalidInput, SearchTooSlow
from store.records import Filters, Match, Sort
from store.sessions import conditions, matching, search, search_timeouts
from tests.store.rows import add, at

SECRET = "5f0c2c1e-1111-4222-8333-444455556666"


def found(db: Session, q: str, **others: object) -> tuple[Match, list[UUID]]:
    page = search.search(db, Filters.model_validate({"q": q, **others}), Sort.CREATED_ASC)
    return page.match, [row.id for row in page.rows]


@pytest.mark.parametrize(
    "q",
    [
        "BP-3F8A2C",
        "bp-3f8a2c",
        "it's stuck, Ref: bp-3F8a2c.",
        "  Ref:\tBP-3F8A2C\r\n please help",
        "(BP\u20113F8A2C)",
        "BP–3F8A2C",
        "BP 3F8A2C",
        "Ref%3A BP%2D3F8A2C",
        "BP-3F8A2C\0",
        *("BP3F8A2C", "3F8A2C", " 3f8a2c ", "Ref: 3F8A2C", "ref 3f8a2c"),
    ],
)
def test_a_reference_anywhere_in_the_text(db: Session, q: str) -> None:
    row = add(db, error_code="BP-3F8A2C")
    add(db, error_code="BP-3F8A2D")
    assert found(db, q) == (Match.REFERENCE, [row])


def test_a_reference_that_no_row_has_is_not_looked_for_in_names(db: Session) -> None:
    add(db, frame_name="about BP-000000")
    assert found(db, "BP-000000") == (Match.REFERENCE, [])


def test_six_digits_without_a_prefix_are_a_name(db: Session) -> None:
    add(db, error_code="BP-3F8A2C")
    row = add(db, frame_name="Facade")
    assert found(db, "facade") == (Match.NAME_EXACT, [row])


@pytest.mark.parametrize(
    "q", ["3F8A2", "3F8A2C1", "x 3F8A2C", "BP-3F8A2CC", "BP-3F8A2G", "xBP-3F8A2C", "BP facade"]
)
def test_other_texts_are_names(db: Session, q: str) -> None:
    add(db, error_code="BP-3F8A2C")
    row = add(db, frame_name=q)
    assert found(db, q) == (Match.NAME_EXACT, [row])


def test_a_row_id(db: Session) -> None:
    row = add(db)
    add(db)
    assert found(db, str(row)) == (Match.ROW_ID, [row])
    assert found(db, f"https://dashboard/session?id={str(row).upper()}&x=1") == (
        Match.ROW_ID,
        [row],
    )
    assert found(db, str(uuid4())) == (Match.ROW_ID, [])


@pytest.mark.parametrize("q", [SECRET, SECRET.upper(), f"bp_session={SECRET}; Path=/"])
def test_a_full_session_id(db: Session, q: str) -> None:
    row = add(db, session_id=SECRET)
    assert found(db, q) == (Match.SESSION_ID, [row])


def test_a_session_id_that_is_no_uuid(db: Session) -> None:
    row = add(db, session_id="visitor number one")
    assert found(db, "visitor number one") == (Match.SESSION_ID, [row])


def test_a_part_of_a_session_id_finds_nothing(db: Session) -> None:
    add(db, session_id=SECRET, frame_name="Login")
    for part in (SECRET[:8], SECRET[:-1], SECRET[9:]):
        assert found(db, part)[1] == []


def test_names_exact_then_prefix_then_substring(db: Session) -> None:
    exact = add(db, frame_name="Login", created_at=at(1))
    prefix = add(db, frame_name="LOGIN page", created_at=at(2))
    substring = add(db, frame_name="The login page", created_at=at(3))
    assert found(db, "login") == (Match.NAME_EXACT, [exact])
    assert found(db, "LOGI") == (Match.NAME_PREFIX, [exact, prefix])
    assert found(db, "ogin") == (Match.NAME_SUBSTRING, [exact, prefix, substring])
    assert found(db, "gone") == (Match.NAME_SUBSTRING, [])


def test_names_are_matched_under_the_other_filters(db: Session) -> None:
    add(db, frame_name="Login", status="ready")
    prefix = add(db, frame_name="Login 2", status="error")
    assert found(db, "login", status=("error",)) == (Match.NAME_PREFIX, [prefix])


@pytest.mark.parametrize(
    "name", ["100%", "abc_def", "back\\slash", "50% off_\\", "xyz'; --", "<bold>"]
)
def test_wildcards_and_markup_are_literal(db: Session, name: str) -> None:
    row = add(db, frame_name=name)
    add(db, frame_name="100 abc def backslash 50 off xyz bold abcxdef")
    assert found(db, name) == (Match.NAME_EXACT, [row])
    longer = add(db, frame_name=f"Before {name} after")
    assert found(db, f"e {name} a") == (Match.NAME_SUBSTRING, [longer])
    assert found(db, name[:-1] + "\\")[1] in ([], [row])


@pytest.mark.parametrize("word", ["%", "_", "\\", "%%", "__"])
def test_a_wildcard_alone_does_not_match_everything(db: Session, word: str) -> None:
    add(db, frame_name="Login")
    assert found(db, word) == (Match.NAME_PREFIX, [])


@pytest.mark.parametrize("words", ["ab", "a b", "é_é", "登录", "🍏🛒x"])
def test_a_text_too_short_for_trigrams_means_the_beginning_of_names(
    db: Session, words: str
) -> None:
    row = add(db, frame_name=f"{words}c")
    add(db, frame_name=f"x {words}")
    assert found(db, words) == (Match.NAME_PREFIX, [row])


@pytest.mark.parametrize("name", ["ÄPFEL kaufen", "🍏 Shop 🛒", "مرحبا بالعالم", "Crème brûlée"])
def test_names_of_any_script(db: Session, name: str) -> None:
    row = add(db, frame_name=name)
    assert found(db, name.lower()) == (Match.NAME_EXACT, [row])
    assert found(db, name[:3]) == (Match.NAME_PREFIX, [row])
    assert found(db, name[1:]) == (Match.NAME_SUBSTRING, [row])


def test_whitespace_in_a_name_matches_as_a_page_shows_it(db: Session) -> None:
    row = add(db, frame_name="Sign  in\n page (2)")
    assert found(db, "in page (2)") == (Match.NAME_SUBSTRING, [row])
    assert found(db, "in.page (2)") == (Match.NAME_SUBSTRING, [])


@pytest.mark.parametrize(
    "blank", [" ", "  ", "\n", "\n ", "\N{NO-BREAK SPACE}", "\u2003\u3000", "\u2003"]
)
def test_a_short_word_is_found_after_any_whitespace(db: Session, blank: str) -> None:
    row = add(db, frame_name=f"Login{blank}9 of ten")
    assert found(db, "ogin 9") == (Match.NAME_SUBSTRING, [row])
    assert found(db, "ogin 9 OF te") == (Match.NAME_SUBSTRING, [row])
    assert found(db, "ogin 8") == (Match.NAME_SUBSTRING, [])


def test_signs_between_words_are_compared_exactly(db: Session) -> None:
    signs = [*"!/:@[\\]^_`{|}~-.%'\"·—登éq", "/ -"]
    rows = {sign: add(db, frame_name=f"Sign in {sign}1 now") for sign in signs}
    for sign, row in rows.items():
        assert found(db, f"ign in {sign}1") == (Match.NAME_SUBSTRING, [row])


def test_names_longer_than_their_key(db: Session) -> None:
    one, other = (add(db, frame_name="n" * 150 + end, created_at=at(1)) for end in ("A", "B"))
    assert found(db, "n" * 150 + "a") == (Match.NAME_EXACT, [one])
    assert found(db, "n" * 150 + "b") == (Match.NAME_EXACT, [other])
    assert found(db, "n" * 130)[0] is Match.NAME_PREFIX
    assert set(found(db, "n" * 130)[1]) == {one, other}
    assert found(db, "n" * 149 + "x")[1] == []


@pytest.mark.parametrize("q", ["", "   ", "\0\n\t", "\x1b"])
def test_no_text_is_no_search(db: Session, q: str) -> None:
    row = add(db)
    assert found(db, q) == (Match.NONE, [row])


def test_a_text_has_a_limit(db: Session) -> None:
    add(db, frame_name="x" * 500)
    assert found(db, "x" * 500)[0] is Match.NAME_EXACT
    too_long = Filters.model_construct(**{**dict(Filters()), "q": "x" * 10_000})
    with pytest.raises(InvalidInput, match="500 characters"):
        search.search(db, too_long)


def test_a_cursor_stays_with_its_match(db: Session) -> None:
    rows = [add(db, frame_name=f"Login {number}", updated_at=at(number)) for number in range(4)]
    first = search.search(db, Filters(q="login"), Sort.UPDATED_ASC, size=2)
    assert first.match is Match.NAME_PREFIX
    add(db, frame_name="Login", updated_at=at(9))
    second = search.search(db, Filters(q="login"), Sort.UPDATED_ASC, first.after, size=9)
    assert second.match is Match.NAME_PREFIX
    assert [row.id for row in second.rows][:2] == rows[2:]


def test_a_scope_is_frozen_with_its_match(db: Session) -> None:
    exact = add(db, frame_name="Login")
    add(db, frame_name="Login 2")
    scope = matching.pinned(db, Filters(q=" LOGIN "))
    assert (scope.q, scope.match) == ("LOGIN", Match.NAME_EXACT)
    assert search.count(db, scope).value == 1
    db.execute(text("DELETE FROM prototype_sessions WHERE id = :id"), {"id": exact})
    assert search.count(db, scope).value == 0
    assert search.count(db, Filters(q="login")).value == 1


def test_a_name_without_the_text_is_known_not_to_have_it(db: Session) -> None:
    """After NULL, PostgreSQL would compute the rest of the condition for each row."""
    add(db, frame_name="Login-1")
    scope = Filters(q="ogin 1", match=Match.NAME_SUBSTRING)
    fits = select(matching.meaning(scope)).select_from(conditions.table)
    assert db.scalars(fits).all() == [False]


def test_a_predicate_without_a_decided_match_is_refused() -> None:
    with pytest.raises(InvalidInput):
        matching.where(Filters(q="login"))


def test_a_search_that_takes_too_long_says_what_to_do(database: Database) -> None:
    with database.begin() as db:
        for _ in range(3):
            add(db, frame_name="Login")
        # A lock makes it slow without a large table: the statement waits until its timeout.
        db.execute(text("SET LOCAL lock_timeout = 0"))
    with database.begin() as other, database.begin() as db:
        db.execute(text("SET LOCAL lock_timeout = 0"))
        scope = matching.pinned(db, Filters(q="ogi"))
        db.commit()
        other.execute(text("LOCK TABLE prototype_sessions IN ACCESS EXCLUSIVE MODE"))
        db.execute(text("SET LOCAL statement_timeout = '20s'"))
        with pytest.raises(SearchTooSlow, match="beginning of the frame's name"):
            search.search(db, scope)


def test_the_timeout_of_a_substring_search_is_restored(db: Session) -> None:
    add(db, frame_name="Login")
    db.execute(text("SET LOCAL statement_timeout = '7s'"))
    assert found(db, "ogi")[0] is Match.NAME_SUBSTRING
    assert db.execute(text("SHOW statement_timeout")).scalar_one() == "7s"


def test_a_shorter_timeout_holds_for_a_substring_search_too(database: Database) -> None:
    scope = database.read(lambda db: matching.pinned(db, Filters(q="ogi")))
    with database.begin() as other:
        other.execute(text("LOCK TABLE prototype_sessions IN ACCESS EXCLUSIVE MODE"))

        def count(db: Session) -> Count:
            db.execute(text("SET LOCAL lock_timeout = 0"))
            return search.count(db, scope)

        began = monotonic()
        with pytest.raises(SearchTooSlow):
            database.read(count, timeout_ms=400)
        assert 0.4 <= monotonic() - began < search_timeouts.SUBSTRING_TIMEOUT_MS / 1_000


@pytest.mark.parametrize(
    ("before", "within"), [("0", "2s"), ("400ms", "400ms"), ("5s", "2s"), ("1min", "2s")]
)
def test_a_substring_search_lowers_the_timeout_and_never_raises_it(
    db: Session, before: str, within: str
) -> None:
    db.execute(text(f"SET LOCAL statement_timeout = '{before}'"))
    with search_timeouts.bounded(db, Filters(q="ogi", match=Match.NAME_SUBSTRING)):
        assert db.scalar(text("SHOW statement_timeout")) == within
    assert db.scalar(text("SHOW statement_timeout")) == before


def test_other_timeouts_are_explained_too(database: Database) -> None:
    def slowly(db: Session) -> None:
        with search_timeouts.timeouts_explained():
            db.execute(text("SELECT pg_sleep(5)"))

    with pytest.raises(SearchTooSlow):
        database.read(slowly, timeout_ms=50)


def test_every_list_of_a_search_has_all_sorts(db: Session) -> None:
    row = add(db, frame_name="Login", session_id=SECRET, error_code="BP-3F8A2C", updated_at=None)
    for q in ("BP-3F8A2C", str(row), SECRET, "login", "lo", "ogi"):
        for sort in Sort:
            assert [each.id for each in search.search(db, Filters(q=q), sort).rows] == [row]
    filters = Filters(q="login", stuck_after=timedelta(minutes=1))
    assert search.search(db, filters).rows == ()
