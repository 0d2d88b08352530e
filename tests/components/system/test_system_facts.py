"""The settings as /system shows them to everyone who may read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from components.system import system_facts, table_facts
from components.system.system_facts import setting_rows
from migrations import trigrams
from services.system import SignOutFacts
from settings import Settings
from store.system import system
from store.system.system_records import IndexInfo, ReplicaState


def test_who_may_do_what_names_no_people() -> None:
    settings = Settings(
        access_viewers=("@example.com", "group:support", "ann@example.com", "bo@example.com"),
        access_admins=("cy@example.com",),
    )
    shown = {row[0]: row[1].partition("  \n")[0] for row in setting_rows(settings)}
    assert shown["`ACCESS_VIEWERS`"].endswith("support, 2 e\\-mail addresses")
    assert shown["`ACCESS_ADMINS`"] == "1 e\\-mail address"
    assert not [text for text in shown.values() if "ann" in text or "cy" in text]


def test_settings_at_their_default_can_be_left_out() -> None:
    settings = Settings(port=9000, access_viewers=("@example.com",))
    names = [row[0] for row in setting_rows(settings, changed=True)]
    assert {"`PORT`", "`ACCESS_VIEWERS`"} <= set(names)
    assert "`SIGN_IN_HOURS`" not in names
    assert len(setting_rows(settings)) == len(Settings.model_fields)


def test_searches_inside_names_are_described(db: Session) -> None:
    """For a server with an index, with only the extension, and with neither."""
    overview = system.overview(db)
    index = IndexInfo(name=table_facts.TRIGRAM_INDEX, bytes=1, valid=True, scans=0, definition="")
    there = overview.model_copy(update={"indexes": (*overview.indexes, index)})
    assert "in milliseconds" in system_facts.trigram(there)
    half_built = index.model_copy(update={"valid": False})
    unfinished = overview.model_copy(update={"indexes": (half_built,), "trigram_available": True})
    assert "`scripts/migrate` adds it" in system_facts.trigram(unfinished)
    bare = overview.model_copy(update={"trigram_available": False, "trigram_installed": False})
    assert "not available" in system_facts.trigram(bare)
    assert table_facts.missing_indexes(there.indexes) == []
    assert trigrams.INDEX == table_facts.TRIGRAM_INDEX


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ReplicaState(is_used=True, behind=timedelta(0)), "Used: 0.0 s behind"),
        (
            ReplicaState(behind=timedelta(seconds=12.34), bytes_behind=3_145_728),
            "Not used just now: 12.3 s behind, 3.1 MB",
        ),
        (ReplicaState(), "Not used: it has not been compared with the primary yet"),
        (ReplicaState(problem="It is away."), "Not used: It is away"),
    ],
)
def test_what_is_said_of_the_replica(state: ReplicaState, words: str) -> None:
    assert words in system_facts.replica(state)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (SignOutFacts(are_told=True, problem=None), "in every process"),
        (SignOutFacts(are_told=False, problem=None), "in this process only"),
        (SignOutFacts(are_told=True, problem="The database is away."), "not known just now"),
    ],
)
def test_what_is_said_of_sign_outs(facts: SignOutFacts, words: str) -> None:
    assert words in system_facts.sign_outs(facts)
