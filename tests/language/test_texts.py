"""Texts, numbers and dates in another language, from a catalog of the test's own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import language
from language import (
    N_,
    _,
    capitalized,
    catalogs,
    dates,
    format_plain,
    in_sentence,
    ngettext,
    recognized,
)
from language import current as languages
from language import texts as lookups

CATALOG = r"""
msgid ""
msgstr ""
"Language: de\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "Save"
msgstr "Speichern"

msgid "{name} has {count:,} rows"
msgstr "{count:,} Zeilen in {name}"

msgid "{at:%d %b %Y}"
msgstr "{at:%d. %b %Y}"

msgid "{at:%d %b %H:%M}"
msgstr "{at:%d. %b %H:%M}"

msgid "{count:,} row"
msgid_plural "{count:,} rows"
msgstr[0] "{count:,} Zeile"
msgstr[1] "{count:,} Zeilen"

#: store/items.py
msgid "It holds {most} rows at most, {order} is too many."
msgstr "{order} ist zu viel: höchstens {most} Zeilen."

#: store/items.py
msgid "with a picture"
msgstr "mit Bild"

#: store/items.py
msgid "failed {how}"
msgstr "{how} fehlgeschlagen"

#: frontend/menu.js
msgid "{count} more"
msgstr "{count} weitere"
"""


@pytest.fixture(autouse=True)
def own_catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalog of German texts, and of no other language."""
    write(tmp_path, CATALOG)
    monkeypatch.setattr(catalogs, "FOLDER", tmp_path)
    caches = (
        *(catalogs.language, catalogs.offered, dates._formats),
        *(lookups._recognized, lookups._templates),
    )
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


def write(folder: Path, text: str) -> None:
    path = folder / "de" / catalogs.FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_english_is_what_the_code_says() -> None:
    assert _("Save") == "Save"
    assert _("{name} has {count:,} rows", name="a", count=1204) == "a has 1,204 rows"
    assert ngettext("{count:,} row", "{count:,} rows", 1) == "1 row"
    assert ngettext("{count:,} row", "{count:,} rows", 1204) == "1,204 rows"
    assert format_plain("{share:.1f} %", share=12.34) == "12.3 %"
    assert recognized("with a picture") == "with a picture"
    assert N_("Save") == "Save"


def test_german() -> None:
    with language.using("de"):
        assert _("Save") == "Speichern"
        assert _("{name} has {count:,} rows", name="a", count=1204) == "1.204 Zeilen in a"
        assert ngettext("{count:,} row", "{count:,} rows", 1) == "1 Zeile"
        assert ngettext("{count:,} row", "{count:,} rows", 0) == "0 Zeilen"
        assert format_plain("{share:.1f} of {all:,}", share=12.34, all=1204) == "12,3 of 1.204"
        assert _("{at:%d %b %Y}", at=datetime(2025, 4, 13, tzinfo=UTC)) == "13. Apr. 2025"


def test_a_text_without_a_translation_stays_english() -> None:
    with language.using("de"):
        assert _("Nobody translated {count:,}", count=1204) == "Nobody translated 1.204"
        assert ngettext("{count} cat", "{count} cats", 2) == "2 cats"


def test_a_value_is_never_read_as_a_text() -> None:
    with language.using("de"):
        assert _("{name} has {count:,} rows", name="{count}", count=2) == "2 Zeilen in {count}"


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("with a picture", "mit Bild"),
        ("It holds 1,000 rows at most, 1,204 is too many.", "1.204 ist zu viel: höchstens 1.000 "),
        ("failed with a picture", "mit Bild fehlgeschlagen"),
        ("failed {how}", "{how} fehlgeschlagen"),
        ("failed 29 Feb 02:18", "29. Feb. 02:18 fehlgeschlagen"),
        ("with a picture, 07 Oct 2026", "mit Bild, 07. Okt. 2026"),
        ("30 Feb 2026", "30 Feb 2026"),
        ("1,204 more", "1.204 weitere"),
        ("failed after 60 s or more", "after 60 s or more fehlgeschlagen"),
        ("after 60 s or more", "after 60 s or more"),
        ("Something else happened.", "Something else happened."),
    ],
)
def test_what_the_store_said_is_recognized(english: str, german: str) -> None:
    with language.using("de"):
        assert recognized(english).startswith(german)


def test_capitals() -> None:
    assert (in_sentence("Code check"), capitalized("stuck Session")) == (
        "code check",
        "Stuck session",
    )
    with language.using("de"):
        assert (in_sentence("Prüfung"), capitalized("hängende Sitzung")) == (
            "Prüfung",
            "Hängende Sitzung",
        )


@pytest.mark.parametrize(
    ("preferred", "chosen"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("en-GB", "en"),
        ("fr", "en"),
        ("nonsense!", "en"),
        (None, "en"),
    ],
)
def test_the_language_that_a_browser_prefers(preferred: str | None, chosen: str) -> None:
    assert catalogs.resolve(None, preferred) == chosen


@pytest.mark.parametrize(("kept", "read_in"), [("en", "en"), ("fr", "de"), ("", "de")])
def test_a_choice_comes_before_what_the_browser_prefers(kept: str, read_in: str) -> None:
    assert catalogs.resolve(kept, "de") == read_in


@pytest.mark.parametrize(
    "flaw",
    ['msgid "New"\nmsgstr ""\n', '#, fuzzy\nmsgid "New"\nmsgstr "Neu"\n'],
    ids=["empty", "fuzzy"],
)
def test_a_language_that_is_not_complete_is_not_offered(tmp_path: Path, flaw: str) -> None:
    assert catalogs.offered() == {"en": "English", "de": "Deutsch"}
    write(tmp_path, f"{CATALOG}\n{flaw}")
    catalogs.offered.cache_clear()
    assert catalogs.offered() == {"en": "English"}
    assert catalogs.best("de") == "en"


def test_a_thread_asks_for_its_person_once_and_again_for_each_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter(["de", "en"])
    monkeypatch.setattr(languages, "_resolver", [lambda: next(answers)])
    heard: list[str] = []

    def page() -> None:
        heard.extend([_("Save"), _("Save")])
        languages.begin()
        heard.append(_("Save"))

    thread = threading.Thread(target=page)
    thread.start()
    thread.join()
    assert heard == ["Speichern", "Speichern", "Save"]


def test_nobody_reads_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "_resolver", [lambda: None])
    assert languages.current() == "en"


def test_charts_write_as_the_language_does() -> None:
    assert language.chart_locale() == {}
    with language.using("de"):
        options = language.chart_locale()
    assert options["formatLocale"]["decimal"] == ","
    assert options["timeFormatLocale"]["shortDays"][0] == "So."
    assert options["timeFormatLocale"]["months"][2] == "März"
