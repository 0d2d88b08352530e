"""Reads dates that were written in English, to write them as another language does."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import Final

from language import catalogs

DATE: Final = re.compile(r"\{at:(%[^}]+)\}")
BEGINS: Final = re.compile(r"\d\d [A-Z][a-z]{2} ")
# A day without its year may be 29 February.
LEAP_YEAR: Final = "2000 "


@cache
def _formats(language: str) -> dict[str, str]:
    """How a language writes each kind of date in the catalog, by its English format."""
    texts = catalogs.language(language).texts
    return {date[1]: texts[date[0]] for english in texts if (date := DATE.fullmatch(english))}


def read(language: str, text: str) -> tuple[str, datetime] | None:
    """How a language writes an English date, and the moment; None if the text is no date.

    A day may have no year; the moment then has any.
    """
    if not BEGINS.match(text):
        return None
    for written, translation in _formats(language).items():
        has_year = "%Y" in written
        try:
            moment = datetime.strptime(  # noqa: DTZ007 # it is only written again
                text if has_year else f"{LEAP_YEAR}{text}", written if has_year else f"%Y {written}"
            )
        except ValueError:
            continue
        return translation, moment
    return None
