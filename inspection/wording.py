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
# An error stored in place of an answer: "Error: 529 {…}", "APIError: Overloaded".
_ERROR: Final = re.compile(r"\w*(?:Error|Exception):[ \t]")
# No expression goes on with a word behind a string, but for an operator.
_QUOTE: Final = re.compile(
    r"""(?:"[^"]+"|'[^']+'|`[^`]+`)[,:]?[ \t]+"""
    r"(?!(?:in|instanceof|as|satisfies|from)\b)[^\W\d_]{2}"
)
_URL: Final = re.compile(r"https?://\S")
_INLINE_CODE: Final = re.compile(r"`[^`]*`|[\w.]+\(\)|\{\w+\}|<\w+ ?/?>(?=\s+\w)")
_RULE: Final = re.compile(r"^\s*(?:[-=_*]{3,}[ \t]*\n\s*)+")
_WORD: Final = r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*"
_THREE_WORDS: Final = re.compile(
    rf"(?:^|[\s(“\"‘']){_WORD}(?:[,:;]?[ \t]+{_WORD}){{2}}(?=[\s.,:;!?)”\"’'…]|$)"
)
_LONG_RUN: Final = re.compile(rf"{_WORD}(?:[,:;]?[ \t]+{_WORD}){{4,}}(?=[\s.,:;!?)”\"’'…]|$)")
_TWO_WORDS: Final = re.compile(rf"{_WORD}[,:;.!?]?[ \t]+[“\"‘'(]?{_WORD}")
# Words between signs and numbers: "✅ Done", "3 sections, 2 buttons".
_LIST_OF_WORDS: Final = re.compile(
    rf"(?:[^\w\s!-~]+[\ufe0f]?[ \t]+|\d+[ \t]+)+{_WORD}[!.]?(?:[,;]?[ \t]+(?:\d+[ \t]+)?{_WORD})*"
)
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
_FRONT_MATTER: Final = re.compile(r"\s*---[ \t]*\n(?:[\w-]+:.*\n|[ \t#-].*\n)+---[ \t]*(?:\n|$)")
_HEADING: Final = re.compile(r"^#{1,6}[ \t]+\S|^\S.*\n(?:={3,}|-{3,})[ \t]*$", re.M)
_LIST: Final = re.compile(r"^[ \t]*(?:[-*+•]|\d+[.)])[ \t]+\S", re.M)
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
    if _MARKDOWN.match(text) or _ERROR.match(text) or _URL.match(text) or _QUOTE.match(text):
        return True
    bare = _STRING.sub('""', _INLINE_CODE.sub("x", text))
    for words in _THREE_WORDS.finditer(bare):
        if not _KEYWORDS & set(re.findall(_WORD, words[0])[:2]):
            return not text.startswith("<")
    if _has_long_run(bare):
        return True
    if _CODE_MARKS.search(bare):
        return False
    if _OTHER_SCRIPT.search(bare) or _TWO_WORDS.search(bare):
        return not _KEYWORDS & set(re.findall(_WORD, bare)[:1])
    if _SENTENCE_END.search(text):
        return True
    if text.isalpha():
        return not is_fragment(text)
    first = re.search(_WORD, bare)
    return bool(_LIST_OF_WORDS.fullmatch(bare)) and first is not None and first[0] not in _KEYWORDS


def is_sentence(text: str) -> bool:
    """Whether a text is written for people and has more than one word."""
    return bool(re.search(r"\s", text)) and is_prose(text)


def _has_long_run(line: str) -> bool:
    """Whether a line starts with five words or more, fewer than half of them keywords: a sentence
    that starts with one of them, "type this in your editor"."""
    run = _LONG_RUN.match(line)
    words = re.findall(_WORD, run[0]) if run else []
    return bool(words) and 2 * sum(word in _KEYWORDS for word in words) < len(words)


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
    starts = bool(_HEADING.match(text.lstrip())) or has_front_matter(text)
    return starts or headings > 1 or (headings == 1 and bool(_LIST.search(text)))


def has_front_matter(text: str) -> bool:
    """Whether a text starts with a document's fields between two rules."""
    return bool(_FRONT_MATTER.match(text))


def is_prompt(text: str) -> bool:
    """Whether a text is a prompt for a model."""
    return bool(_PROMPT.search(text[:2_000]))


def without_comments(source: Source) -> str:
    """The text with its comments and directives' place kept, the comments blanked."""
    data = bytearray(source.data)
    for child in source.root.children:
        if child.type == "comment":
            _blank(data, child.start_byte, child.end_byte)
    return data.decode(errors="replace")


def _blank(data: bytearray, start: int, end: int) -> None:
    data[start:end] = re.sub(rb"[^\n]", b" ", bytes(data[start:end]))
