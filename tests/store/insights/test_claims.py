"""Claims: one process at a time inspects a row."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from store.engine import Database
from store.errors import TooSlow
from store.insights import claims


def wait_briefly(database: Database, row_id: UUID) -> None:
    with database.begin() as db:
        db.execute(text("SET LOCAL lock_timeout = '20ms'"))
        claims.claim(db, row_id, wait=True)


def test_a_row_is_claimed_until_its_transaction_ends(database: Database) -> None:
    row_id = uuid4()
    with database.begin() as first:
        assert claims.claim(first, row_id)
        with database.begin() as second:
            assert not claims.claim(second, row_id)
            assert claims.claim(second, uuid4())
        with pytest.raises(TooSlow):
            wait_briefly(database, row_id)
    with database.begin() as second:
        assert claims.claim(second, row_id, wait=True)
