"""How charts write numbers and times in a language: Vega's options."""

from __future__ import annotations

from functools import cache
from typing import Any

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.numbers import get_decimal_symbol, get_group_symbol

from language.current import ENGLISH, current


def chart_locale() -> dict[str, Any]:
    """The embed options for the current language; none for English, which is Vega's own."""
    language = current()
    return {} if language == ENGLISH else _options(language)


@cache
def _options(language: str) -> dict[str, Any]:
    locale = Locale.parse(language)
    return {
        "formatLocale": {
            "decimal": get_decimal_symbol(locale),
            "thousands": get_group_symbol(locale),
            "grouping": [3],
            "currency": ["", ""],
        },
        "timeFormatLocale": {
            "dateTime": "%A, %d. %B %Y, %X",
            "date": "%d.%m.%Y",
            "time": "%H:%M:%S",
            "periods": ["AM", "PM"],
            "days": _from_sunday(get_day_names("wide", locale=locale)),
            "shortDays": _from_sunday(get_day_names("abbreviated", locale=locale)),
            "months": _in_order(get_month_names("wide", locale=locale)),
            "shortMonths": _in_order(get_month_names("abbreviated", locale=locale)),
        },
    }


def _from_sunday(names: Any) -> list[str]:
    return [str(names[day]) for day in (6, 0, 1, 2, 3, 4, 5)]


def _in_order(names: Any) -> list[str]:
    return [str(names[month]) for month in range(1, 13)]
