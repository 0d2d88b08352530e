"""Recognizes formats of data that have no marks of their own at the start."""

from __future__ import annotations

import csv
import re
from typing import Final

_FIELD: Final = re.compile(
    r"(?P<in>[ ]*)(?P<item>-[ ]+)?(?P<key>[a-z_][\w.-]*|\"[^\"]+\"):(?:[ ]+(?P<value>.+))?"
)
_ITEM: Final = re.compile(r"[ ]*-(?:[ ].*)?")
_BLOCK: Final = re.compile(r"[|>][+-]?\d?")
_RULE: Final = re.compile(r"---|\.\.\.|\s*#.*")
_SECTION: Final = re.compile(r"\[{1,2}[A-Za-z][\w.\"' -]*\]{1,2}(?:\s*#.*)?")
_PAIR: Final = re.compile(r"[\w.\"-]+\s*=\s*\S.*")
_VARIABLE: Final = re.compile(r"(?:export\s+)?[A-Z][A-Z0-9_]*=.*")
_CONTINUED: Final = re.compile(r"[\]}\"'\d].*|\s+\S.*")
_FEWEST_FIELDS: Final = 2
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3
_LONGEST_CELL: Final = 60
_SEPARATORS: Final = (",", ";", "\t")
_IN_CODE: Final = re.compile(r"[{}()<>=]|;\s*$", re.M)


def name(text: str) -> str:
    """`YAML`, `TOML`, `CSV` or `a list of environment variables`; empty if it is none of them."""
    lines = [line.rstrip() for line in text.strip("\ufeff\r\n").split("\n")]
    if _is_yaml(lines):
        return "YAML"
    written = [line for line in lines if line and not line.lstrip().startswith("#")]
    if len(written) >= _FEWEST_FIELDS and all(map(_VARIABLE.fullmatch, written)):
        return "a list of environment variables"
    if _is_toml(written):
        return "TOML"
    return "CSV" if _is_csv(written) else ""


def _is_toml(lines: list[str]) -> bool:
    """Whether there are headings in brackets, and values under them and nothing else."""
    sections = sum(bool(_SECTION.fullmatch(line)) for line in lines)
    pairs = sum(bool(_PAIR.fullmatch(line)) for line in lines)
    known = all(
        _SECTION.fullmatch(x) or _PAIR.fullmatch(x) or _CONTINUED.fullmatch(x) for x in lines
    )
    return bool(known and sections and pairs and not lines[0].startswith((" ", "\t")))


def _is_csv(lines: list[str]) -> bool:
    """Whether every line has as many cells as the first, of which none is long."""
    if len(lines) < _FEWEST_ROWS or _IN_CODE.search("\n".join(lines)):
        return False
    for separator in _SEPARATORS:
        rows = list(csv.reader(lines, delimiter=separator))
        columns = len(rows[0])
        if columns >= _FEWEST_COLUMNS and all(len(row) == columns for row in rows):
            return all(len(cell) <= _LONGEST_CELL for cell in rows[0])
    return False


def _is_yaml(lines: list[str]) -> bool:
    """Whether every line belongs to fields, and some of them hold others, a list or a block.

    "Title: Hello" over "Colors: red" is what people write, too.
    """
    fields, nested, block, before = 0, False, -1, ""
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if not line or (block >= 0 and indent > block) or _RULE.fullmatch(line):
            nested = nested or line == "---"
            continue
        block = -1
        field = _FIELD.fullmatch(line)
        if not field and not _ITEM.fullmatch(line):
            return False
        if before.endswith(":") and (indent or not field):
            nested = True
        if field:
            fields += 1
            if field["value"] and _BLOCK.fullmatch(field["value"]):
                block, nested = indent, True
        before = line
    return nested and fields >= _FEWEST_FIELDS
