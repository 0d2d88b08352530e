"""Looks texts up in the catalog of the current language, and fills in their values."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from functools import cache, lru_cache
from string import Formatter
from typing import Final, NamedTuple, TypeVar

from language import catalogs, dates
from language.current import ENGLISH, current
from language.writing import LocalFormatter

Key = TypeVar("Key", bound=Hashable)

NUMBER: Final = re.compile(r"[\d,]+")
COUNTED: Final = r"\d\S*"  # "1 more" is one of its texts, "after 60 s or more" is not
SEPARATORS: Final = (" · ", "; ", ", ")
RECOGNIZED: Final = 2048


def N_(message: str, /) -> str:
    """An English text for the catalog, which is translated where it is shown."""
    return message


def gettext(message: str, /, **values: object) -> str:
    """The text in the current language, with its values. English is what the code says."""
    language = current()
    if language == ENGLISH:
        return message.format_map(values) if values else message
    text = catalogs.language(language).texts.get(message, message)
    return _formatter(language).text(text, values) if values else text


def ngettext(singular: str, plural: str, count: int, /, **values: object) -> str:
    """The text for a count, which is `{count}` in it."""
    language = current()
    if language == ENGLISH:
        return (singular if count == 1 else plural).format_map({"count": count, **values})
    text = catalogs.language(language).plural(singular, count)
    text = text or (singular if count == 1 else plural)
    return _formatter(language).text(text, {"count": count, **values})


def format_plain(template: str, /, **values: object) -> str:
    """Numbers and dates as the current language writes them, in what needs no translation."""
    language = current()
    if language == ENGLISH:
        return template.format_map(values)
    return _formatter(language).text(template, values)


def recognized(text: str, /) -> str:
    """A text that was put together in English, in the current language.

    The store and the inspection speak English, and some of what they say is kept. Its sentence is
    found in the catalog by what is around the values. A text of nobody's stays as it is.
    """
    language = current()
    return text if language == ENGLISH else _recognized(language, text)


@lru_cache(maxsize=RECOGNIZED)
def _recognized(language: str, text: str) -> str:
    known = catalogs.language(language).texts
    if text in known:
        return known[text]
    if date := dates.read(language, text):
        written, moment = date
        return _formatter(language).text(written, {"at": moment})
    for template in _templates(language):
        if text.startswith(template.start) and (match := template.pattern.fullmatch(text)):
            values = {name: _value(language, value) for name, value in match.groupdict().items()}
            return template.translation.format_map(values)
    for between in SEPARATORS:
        if between in text:
            return between.join(_recognized(language, part) for part in text.split(between))
    return text


def _value(language: str, value: str) -> str:
    if NUMBER.fullmatch(value) and value.replace(",", "").isdigit():
        number = int(value.replace(",", ""))
        return _formatter(language).value(number, "," if "," in value else "")
    return _recognized(language, value)


class _Template(NamedTuple):
    """A text with values, as a pattern that finds them, and its translation without formats."""

    start: str
    pattern: re.Pattern[str]
    translation: str


@cache
def _templates(language: str) -> list[_Template]:
    """Of the texts with values that are recognized, those that say most first."""
    catalog = catalogs.language(language)
    texts = catalog.texts
    chosen = [
        english
        for english in texts
        if any(True for _text, name, _spec, _conversion in Formatter().parse(english) if name)
        and any(not path.startswith(("components/", "pages/")) for path in catalog.sources[english])
    ]
    chosen.sort(key=lambda english: -len(re.sub(r"\{.*?\}", "", english)))
    return [_template(english, texts[english]) for english in chosen]


def _template(english: str, translation: str) -> _Template:
    pattern, seen = "", set[str]()
    for before, name, _spec, _conversion in Formatter().parse(english):
        pattern += re.escape(before)
        if name:
            value = COUNTED if name == "count" else ".+?"
            pattern += f"(?P={name})" if name in seen else f"(?P<{name}>{value})"
            seen.add(name)
    start = next(iter(Formatter().parse(english)))[0]
    plain = "".join(
        before.replace("{", "{{").replace("}", "}}") + (f"{{{name}}}" if name else "")
        for before, name, _spec, _conversion in Formatter().parse(translation)
    )
    return _Template(start, re.compile(pattern, re.DOTALL), plain)


@cache
def _formatter(language: str) -> LocalFormatter:
    return LocalFormatter(catalogs.language(language).locale)


def translated(labels: Mapping[Key, str], /) -> dict[Key, str]:
    """The labels of choices in the current language, by what is chosen."""
    return {key: gettext(label) for key, label in labels.items()}


def in_sentence(label: str, /) -> str:
    """A label of its own as a part of a sentence, where English begins it with a small letter."""
    return label.lower() if current() == ENGLISH else label


def capitalized(text: str, /) -> str:
    """A text as the beginning of a sentence. Other languages have capitals that must stay."""
    return text.capitalize() if current() == ENGLISH else text[:1].upper() + text[1:]


def in_all_languages(label: str, /) -> set[str]:
    """A label in every language that is offered, as it may be in an address."""
    others = (catalogs.language(each) for each in catalogs.offered() if each != ENGLISH)
    return {label, *(each.texts.get(label, label) for each in others)}
