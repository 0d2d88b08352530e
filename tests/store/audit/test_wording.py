"""Texts for the audit log, with every session_id masked."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from store.audit.wording import clean
from store.sessions.masking import mask
from tests.store import rows


@pytest.mark.parametrize("session_id", [r"\1\2\g<0>-pasted-by-hand", r"a\c[d]-0123456789"])
def test_a_session_id_is_masked_whatever_it_is_made_of(db: Session, session_id: str) -> None:
    rows.add(db, session_id=session_id)
    assert clean(db, f"of {session_id}, twice: {session_id}") == (
        f"of {mask(session_id)}, twice: {mask(session_id)}"
    )
