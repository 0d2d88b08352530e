"""Distinguishes prose from code, line by line, in any script."""

from __future__ import annotations

import re
from typing import Final

from inspection.source import Source

CODE: Final = re.compile(
    r"""^[ \t]*(?:
      import[ \t]*(?:["'{*(]|type[ \t]+[\w{*]|\w+[ \t]*,|\w+[ \t]+from\b)
    | export[ \t]+(?:default\b|async[ \t]+function\b|function\b|(?:abstract[ \t]+)?class\b|const\b
        |let\b|var\b|type[ \t]+\w|interface[ \t]+\w|enum[ \t]+\w|declare\b|[{*])
    | (?:const|let|var)[ \t]+(?:[\w$]+[ \t]*(?:[=:;,]|$)|[{\[])
    | (?:async[ \t]+)?function[ \t]*\*?[ \t]*[\w$]*[ \t]*[<(]
    | (?:abstract[ \t]+)?class[ \t]+[\w$]+(?:[ \t]*<[^>\n]{0,200}>)?
        [ \t]*(?:\{|extends[ \t]|implements[ \t])
    | interface[ \t]+[\w$]+(?:[ \t]*<[^>\n]{0,200}>)?[ \t]*(?:\{|extends[ \t])
    | type[ \t]+[\w$]+(?:[ \t]*<[^=\n]{0,200}>)?[ \t]*=
    | (?:const[ \t]+)?enum[ \t]+\w+[ \t]*\{
    | declare[ \t]+(?:module|global|const|function|namespace)\b
    | namespace[ \t]+[\w.]+[ \t]*\{
    | (?:if|for|while|switch|return)[ \t]*\( | return[ \t]*<
    | ["']use[ ](?:client|server|strict)["']
    | module\.exports\b | [\w$]+(?:\.[\w$]+)+[ \t]*(?:=[^=]|\()
    | [\w$]+\([^)\n]{0,200}\)[ \t]*;[ \t]*$
    )""",
    re.M | re.X,
)
"""Whether a line starts like a JavaScript statement and not like a sentence."""

_MARKDOWN: Final = re.compile(
    r"(?:\#{1,6}[ \t]+\S|[-*+•][ \t]+\S|\d+[.)][ \t]+\S|>[ \t]*\S|\*\*\S|__\S"
    r"|\|.*\||:{3}|!?\[[^\]]+\]\()"
)
_INLINE_CODE: Final = re.compile(r"`[^`]*`|[\w.]+\(\)|\{\w+\}|<\w+ ?/?>(?=\s+\w)")
_RULE: Final = re.compile(r"^\s*(?:[-=_*]{3,}[ \t]*\n\s*)+")
_WORD: Final = r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*"
_THREE_WORDS: Final = re.compile(
    rf"(?:^|[\s(“\"‘']){_WORD}(?:[,:;]?[ \t]+{_WORD}){{2}}(?=[\s.,:;!?)”\"’'…]|$)"
)
_TWO_WORDS: Final = re.compile(rf"{_WORD}[,:;.!?]?[ \t]+[“\"‘'(]?{_WORD}")
_SENTENCE_END: Final = re.compile(r"[.!?:…。！？：]$")
_CODE_MARKS: Final = re.compile(r"[{}=]|;$|[\w$]\(|^[.<)\]]|&&|\|\||=>|</|/>")
_OTHER_SCRIPT: Final = re.compile(
    r"[\u0370-\u1fff\u2c00-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufeff]"
)
_KEYWORDS: Final = frozenset(
    "abstract as async await case class const declare default delete else enum export extends "
    "from function get if implements import in instanceof interface keyof let new of readonly "
    "return satisfies set static throw type typeof unknown var void yield".split()
)
_PROMPT: Final = re.compile(
    r"\byou are (?:an?|the)\b|\bact as an?\b|\byour (?:task|job|role|goal) is\b"
    r"|^\W*(?:system|user|human|instructions?|prompt)\b\W*:|\bdo not (?:include|explain|output)\b"
    r"|\b(?:return|output|respond with) only\b",
    re.I | re.M,
)
_HEADING: Final = re.compile(r"^#{1,6}[ \t]+\S|^\S.*\n(?:={3,}|-{3,})[ \t]*$", re.M)
_LIST: Final = re.compile(r"^[ \t]*(?:[-*+•]|\d+[.)])[ \t]+\S", re.M)
_FOREIGN: Final = re.compile(
    r"^(?:def \w+\(|class \w+(?:\([^)\n]*\))?:|from [\w.]+ import "
    r"|import [\w.]+(?: as \w+)?$|print\(|\#include|#!)",
    re.M,
)
_LONGEST_LINE: Final = 400
_STRING: Final = re.compile(r"\"[^\"]*\"|(?<![^\W_])'[^']*'(?![^\W_])")
_STATEMENTS: Final = (
    "import export const let var function interface class type enum async module exports return "
    "declare abstract namespace"
).split()


def is_prose(line: str) -> bool:
    """Whether a line is written for people: several words, or Markdown markup."""
    text = line.strip()[:_LONGEST_LINE]
    if not any(char.isalpha() for char in text) or text.startswith(("//", "/*", "@")):
        return False
    if _MARKDOWN.match(text):
        return True
    bare = _STRING.sub('""', _INLINE_CODE.sub("x", text))
    for words in _THREE_WORDS.finditer(bare):
        if not _KEYWORDS & set(re.findall(_WORD, words[0])[:2]):
            return not text.startswith("<")
    if _CODE_MARKS.search(bare):
        return False
    if _OTHER_SCRIPT.search(bare) or _TWO_WORDS.search(bare):
        return not _KEYWORDS & set(re.findall(_WORD, bare)[:1])
    return bool(_SENTENCE_END.search(text)) or (text.isalpha() and not is_fragment(text))


def is_fragment(word: str) -> bool:
    """Whether a word is the start of a truncated statement."""
    return any(keyword.startswith(word) for keyword in _STATEMENTS)


def first_line(text: str) -> str:
    """The first line that is not blank or a rule."""
    return _RULE.sub("", text.lstrip("\n")).lstrip().split("\n", 1)[0]


def is_document(text: str) -> bool:
    """Whether a text has the structure of a Markdown document: a title, or headings and lists."""
    if is_prompt(text):
        return False
    headings = len(_HEADING.findall(text))
    starts = bool(_HEADING.match(text.lstrip())) or text.startswith("---\n")
    return starts or headings > 1 or (headings == 1 and bool(_LIST.search(text)))


def is_prompt(text: str) -> bool:
    """Whether a text is a prompt for a model."""
    return bool(_PROMPT.search(text[:2_000]))


def is_foreign(text: str) -> bool:
    """Whether a text is Python or C, whose comments look like Markdown headings."""
    return bool(_FOREIGN.search(text) if text.startswith("#") else _FOREIGN.match(text))


def without_comments(source: Source) -> str:
    """The text with its comments and directives' place kept, the comments blanked."""
    data = bytearray(source.data)
    for child in source.root.children:
        if child.type == "comment":
            _blank(data, child.start_byte, child.end_byte)
    return data.decode(errors="replace")


def _blank(data: bytearray, start: int, end: int) -> None:
    data[start:end] = re.sub(rb"[^\n]", b" ", bytes(data[start:end]))
