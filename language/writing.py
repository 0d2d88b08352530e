"""Writes numbers and dates into a text as its language does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from string import Formatter
from typing import Any, Final

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.numbers import get_decimal_symbol, get_group_symbol

NUMERIC: Final = re.compile(r"[,.]|[eEfFgG%]$")
NAMED: Final = re.compile("%([bBaA])")


@lru_cache(maxsize=4096)
def _parts(template: str) -> tuple[tuple[str, str | None, str], ...]:
    """What a template is made of: a text, and the name and format of the value after it."""
    return tuple(
        (before, name, spec or "") for before, name, spec, _ in Formatter().parse(template)
    )


class LocalFormatter:
    """`str.format` with named values, for one locale.

    `{count:,}` and `{share:.1f}` get its separators, `{at:%d %b %Y}` its names of days and months.
    """

    def __init__(self, locale: Locale) -> None:
        self._separators = str.maketrans(
            {",": get_group_symbol(locale), ".": get_decimal_symbol(locale)}
        )
        self._months = {
            "b": get_month_names("abbreviated", locale=locale),
            "B": get_month_names("wide", locale=locale),
        }
        self._days = {
            "a": get_day_names("abbreviated", locale=locale),
            "A": get_day_names("wide", locale=locale),
        }

    def text(self, template: str, values: Mapping[str, Any]) -> str:
        """A template with its values."""
        written = ""
        for before, name, spec in _parts(template):
            written += before
            if name is not None:
                written += self.value(values[name], spec)
        return written

    def value(self, value: Any, format_spec: str) -> str:
        """One value as the locale writes it."""
        if not format_spec:
            return str(value)
        if isinstance(value, date):
            return format(value, NAMED.sub(lambda name: self._name(value, name[1]), format_spec))
        written: str = format(value, format_spec)
        if isinstance(value, int | float) and NUMERIC.search(format_spec):
            return written.translate(self._separators)
        return written

    def _name(self, value: date, kind: str) -> str:
        names = self._months.get(kind)
        return str(names[value.month] if names else self._days[kind][value.weekday()])
