"""A bulk reset's scope in words: English as it is kept, and in the reader's language when shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from language import recognized, using
from store.bulk_resets import scope_description
from store.records import Filters

MINUTE = timedelta(minutes=1)
MOMENT = datetime(2026, 10, 23, 14, 2, 11, tzinfo=UTC)
WHOLE = Filters(stuck_after=10 * MINUTE, as_of=MOMENT)
LATE = WHOLE.model_copy(update={"stuck_after": 90 * MINUTE})
GROUP = WHOLE.model_copy(update={"updated_from": MOMENT - MINUTE, "updated_to": MOMENT})


def test_it_has_the_threshold_the_time_and_the_group() -> None:
    assert scope_description.describe(WHOLE, UTC) == (
        "status generating, no update for 10 min or longer as of 23 Oct 2026, 14:02:11 (UTC)"
    )
    assert "no update for 90 min or longer" in scope_description.describe(LATE, UTC)
    assert scope_description.describe(GROUP, UTC) == (
        "status generating, no update for 10 min or longer as of 23 Oct 2026, 14:02:11, "
        "last update between 23 Oct 2026, 14:01:11 and 23 Oct 2026, 14:02:11 (UTC)"
    )


def test_it_is_shown_in_german() -> None:
    with using("de"):
        assert recognized(scope_description.describe(WHOLE, UTC)) == (
            "Status in Arbeit, seit 10 min oder länger nicht aktualisiert, "
            "Stand 23. Okt. 2026, 14:02:11 (UTC)"
        )
        assert recognized(scope_description.describe(GROUP, UTC)) == (
            "Status in Arbeit, seit 10 min oder länger nicht aktualisiert, "
            "Stand 23. Okt. 2026, 14:02:11, zuletzt zwischen 23. Okt. 2026, 14:01:11 "
            "und 23. Okt. 2026, 14:02:11 aktualisiert (UTC)"
        )
