"""Parses code into an error-tolerant syntax tree, with positions from 1."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

# Nodes in which a name is not code: prose, comments, literals.
_NOT_CODE = ("comment", "jsx_text", "string", "string_fragment", "template_string", "regex_pattern")


@cache
def _language() -> Language:
    return Language(tree_sitter_typescript.language_tsx())


class Source:
    """One file of TSX. Offsets are in bytes of its UTF-8."""

    def __init__(self, text: str) -> None:
        self.data = text.encode(errors="replace")
        self.root: Node = Parser(_language()).parse(self.data).root_node
        self._starts = [0, *(match.end() for match in re.finditer(b"\n", self.data))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of an offset."""
        line = bisect_right(self._starts, offset)
        before = self.data[self._starts[line - 1] : offset]
        return line, len(before.decode(errors="replace")) + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end."""
        ends = [*self._starts[1:], len(self.data) + 1]
        line = self.data[self._starts[number - 1] : ends[number - 1] - 1]
        return line.decode(errors="replace").rstrip("\r")

    def node_at(self, start: int, end: int) -> Node | None:
        """The smallest node around a range."""
        return self.root.descendant_for_byte_range(start, end)

    def code(self, pattern: re.Pattern[bytes]) -> Iterator[tuple[re.Match[bytes], Node]]:
        """Matches of a pattern in code, without prose, comments and literals; and their nodes."""
        for match in pattern.finditer(self.data):
            node = self.node_at(match.start(), match.end())
            if node is not None and node.type not in _NOT_CODE:
                yield match, node


def text_of(node: Node | None) -> str:
    """The source text of a node; empty without one."""
    return node.text.decode(errors="replace") if node is not None and node.text else ""


def string_value(node: Node | None) -> str | None:
    """The content of a plain string literal; None for anything else."""
    return text_of(node)[1:-1] if node is not None and node.type == "string" else None
