"""Undoes what mail programs, pages and addresses do to a text on its way into a ticket."""

from __future__ import annotations

import html
import re
import unicodedata
from binascii import Error
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from typing import Final
from urllib.parse import unquote

# Letters of other scripts that look like those of references.
_ALIKE: Final = str.maketrans("АВЕСРасеАΒΕΡ", "ABECPaceABEP")
_DASHES: Final = re.compile("[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]")
# The subject of a mail, as it is sent.
_ENCODED_WORD: Final = re.compile(r"=\?[\w-]+\?[bq]\?[^?\s]*\?=", re.IGNORECASE)
# Quoted-printable: a line that goes on, and the bytes of characters.
_GOES_ON: Final = re.compile(r"=\s+")
_BYTES: Final = re.compile(r"(?:=[0-9A-F]{2})+")


def decoded(text: str) -> str:
    """The text as its writer saw it, in plain characters. It may join what was apart, so look at
    the text as it is as well.
    """
    text = _ENCODED_WORD.sub(_header, text)
    text = unquote(html.unescape(text), errors="replace")
    text = _BYTES.sub(_character, _GOES_ON.sub("", text))
    text = unicodedata.normalize("NFKC", _DASHES.sub("-", text))
    # A soft hyphen that is all there is stands for the hyphen.
    text = re.sub("(?<=[bB][pP])\u00ad", "-", text)
    shown = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return _DASHES.sub("-", shown).translate(_ALIKE)


def _header(match: re.Match[str]) -> str:
    try:
        return str(make_header(decode_header(match[0])))
    except (HeaderParseError, LookupError, ValueError, Error):
        return match[0]


def _character(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("=", "")).decode(errors="replace")
