"""Reads the catalogs in translations/, each once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError, negotiate_locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from language.current import ENGLISH

FOLDER: Final = Path(__file__).parent.parent / "translations"
FILE: Final = Path("LC_MESSAGES") / "messages.po"
COOKIE: Final = "dashboard-language"
"""Holds the language that somebody chose."""


@dataclass(frozen=True)
class Language:
    """The texts of one language by the English ones; of plurals all forms, and which one fits."""

    locale: Locale
    texts: Mapping[str, str]
    plurals: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, tuple[str, ...]]
    """The modules that each English text is in."""

    def plural(self, singular: str, count: int) -> str | None:
        """The form of a plural for a count; None if it is not in the catalog."""
        forms = self.plurals.get(singular)
        return forms[min(len(forms) - 1, self._form(count))] if forms else None

    def _form(self, count: int) -> int:
        tags = sorted(self.locale.plural_form.tags | {"other"}, key=_RANKS.index)
        return tags.index(self.locale.plural_form(count))


_RANKS: Final = ["zero", "one", "two", "few", "many", "other"]


def parse(path: Path) -> Catalog:
    """A catalog as it is in its file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, abort_invalid=True)


def missing(catalog: Catalog) -> list[str]:
    """The English texts that a catalog does not translate, or not for certain."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalog
        if message.id and (message.fuzzy or not all(_forms(message.string)))
    ]


def _forms(string: str | Sequence[str] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ("",))


@cache
def language(name: str) -> Language:
    """One language, from its catalog. Raises FileNotFoundError."""
    catalog = parse(FOLDER / name / FILE)
    texts: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    sources: dict[str, tuple[str, ...]] = {}
    for message in catalog:
        if not message.id or message.fuzzy or not all(_forms(message.string)):
            continue
        english = message.id if isinstance(message.id, str) else message.id[0]
        sources[english] = tuple(str(path) for path, _line in message.locations)
        if isinstance(message.id, str):
            texts[english] = str(message.string)
        else:
            plurals[english] = _forms(message.string)
    return Language(Locale.parse(name), texts, plurals, sources)


@cache
def offered() -> dict[str, str]:
    """The languages to choose from with their own names: English, and what is translated whole."""
    complete = [
        path.parent.parent.name
        for path in sorted(FOLDER.glob(f"*/{FILE}"))
        if not missing(parse(path))
    ]
    return {name: _own_name(name) for name in (ENGLISH, *complete)}


def _own_name(name: str) -> str:
    own = Locale.parse(name).get_display_name(name) or name
    return own[:1].upper() + own[1:]


def resolve(chosen: str | None, preferred: str | None) -> str:
    """The language that somebody chose if it is offered, else the one that fits their browser."""
    return chosen if chosen is not None and chosen in offered() else best(preferred)


def of_request(cookies: Mapping[str, str], accept_language: str) -> str:
    """The language of somebody without a page, by the cookie that keeps what they chose and by
    what their browser asks for first.
    """
    first = accept_language.partition(",")[0].partition(";")[0].strip()
    return resolve(cookies.get(COOKIE), first)


def best(preferred: str | None) -> str:
    """The offered language that fits what a browser prefers, such as `de-AT`; English if none."""
    if not preferred:
        return ENGLISH
    try:
        return negotiate_locale([preferred, preferred[:2]], list(offered()), sep="-") or ENGLISH
    except (UnknownLocaleError, ValueError):
        return ENGLISH
