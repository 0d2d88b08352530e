"""Times, amounts and names as shown on screen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from components.formatting import numbers, safe_text, status, times
from components.overview import tiles
from store.counts import CountKind, StatusCounts
from store.far_timestamps import FarTimestamp

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (timedelta(seconds=3), "just now"),
        (timedelta(seconds=42), "42 s ago"),
        (timedelta(minutes=4, seconds=59), "4 min ago"),
        (timedelta(hours=47), "47 h ago"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(seconds=-30), "just now"),
        (timedelta(minutes=-5), "in 5 min"),
    ],
)
def test_ages(age: timedelta, text: str) -> None:
    assert times.ago(NOW - age, NOW) == text


def test_missing_times_are_dashes() -> None:
    assert times.ago(None, NOW) == times.exact(None, UTC) == "—"


def test_exact_times_are_in_the_given_zone() -> None:
    assert times.exact(NOW, ZoneInfo("Asia/Kolkata")) == "23 Nov 2026, 17:30:00"


def test_amounts_of_data_are_formatted() -> None:
    assert [numbers.bytes_text(n) for n in (None, 0, 999, 3_400, 3_100_000)] == [
        "—",
        "0 B",
        "999 B",
        "3.4 KB",
        "3.1 MB",
    ]
    assert numbers.frame_size(390, None) == "390 × —"
    assert numbers.number(1_204, CountKind.EXACT) == "1,204"
    assert numbers.number(50_000, CountKind.AT_LEAST) == "at least 50,000"


def test_untrusted_text_becomes_a_single_safe_line() -> None:
    assert safe_text.line("a\x07b\n\tc") == "a b c"
    assert safe_text.line("abc\u202egnp.exe") == "abcgnp.exe"
    assert safe_text.line("x" * 1_000_000, 10) == "x" * 9 + "…"
    assert safe_text.escaped("**bold** :material/delete: [x](http://e)") == (
        r"\*\*bold\*\* \:material\/delete\: \[x\]\(http\:" + "\u2060" + r"\/\/e\)"
    )
    assert safe_text.frame_name(None) == safe_text.frame_name(" \n ") == "Unnamed frame"
    assert safe_text.frame_name("🚀 שלום") == "🚀 שלום"


@pytest.mark.parametrize("value", [None, "archived", "", "x" * 100_000])
def test_unknown_statuses_have_their_own_look(value: str | None) -> None:
    assert status.look(value) is status.UNKNOWN


@pytest.mark.parametrize(
    "name",
    ["\u200b", "\u3164\u3164", "\u2800", "\ufe0f", "\u200d \u2060", "\U000e0041", "\u115f\u00a0"],
)
def test_an_invisible_name_is_called_unnamed(name: str) -> None:
    assert safe_text.line(name) == safe_text.escaped(name) == safe_text.monospace(name) == ""
    assert safe_text.frame_name(name) == safe_text.frame_name(name * 500) == "Unnamed frame"
    assert status.label(name) == "blank"


def test_monospace_holds_backticks_and_icons() -> None:
    assert safe_text.monospace("a") == "`a`"
    assert safe_text.monospace("a``b`") == "``` a``b` ```"
    assert (
        safe_text.monospace(":material/home:").replace(safe_text.WORD_JOINER, "")
        == "`:material/home:`"
    )
    assert ":material/" not in safe_text.monospace(":material/home:")


def test_other_statuses_share_a_tile_and_empty_ones_have_none() -> None:
    counts = {"ready": 900, **{f"other {number}": 504 - number for number in range(500)}}
    shown = tiles.of_statuses(
        StatusCounts(counts=counts, kind=CountKind.EXACT, as_of=datetime(2026, 1, 1, tzinfo=UTC))
    )
    assert [tile.label for tile in shown] == ["ready", "500 other statuses"]
    assert sum(tile.count.value for tile in shown if tile.count) == sum(counts.values())
    assert status.leading(counts, ["other 77"])[0][4] == "other 77"


def test_a_far_moment_is_not_in_the_viewers_zone() -> None:
    kolkata = ZoneInfo("Asia/Kolkata")
    assert times.with_zone(NOW, kolkata) == "23 Nov 2026, 17:30:00, Asia/Kolkata"
    early, never = FarTimestamp.parse("0044-03-15 12:00:00+00 BC"), FarTimestamp.parse("infinity")
    assert times.with_zone(early, kolkata) == "15 Mar 44 BC, 12:00:00 UTC"
    assert (times.ago(early, NOW), times.silence(early, NOW)) == ("44 BC", "since 44 BC")
    assert times.with_zone(never, kolkata) == times.ago(never, NOW) == "infinity"
