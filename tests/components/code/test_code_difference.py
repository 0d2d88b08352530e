"""The side-by-side difference: correct, bounded in size and time, with every character visible."""

from __future__ import annotations

import json
from random import Random
from time import process_time

import pytest

from components.code.code_difference import (
    CODE_CHARS,
    LINE_CHARS,
    SHOWN_LINES,
    Difference,
    compared,
    size,
    visible,
)

SECONDS = 15.0  # of processor time; the worst input takes about 0.8, and 3 on a slow, busy machine
CODE = "\n".join(f'  <div className="p-{number}">{number}</div>' for number in range(40))


def sides(found: Difference) -> tuple[list[str], list[str]]:
    """Both codes, reassembled from the blocks."""
    before: list[str] = []
    after: list[str] = []
    for block in found.blocks:
        before += block.get("lines") or [text for text, _, _ in block["before"]]
        after += block.get("lines") or [text for text, _, _ in block["after"]]
    return before, after


def test_a_changed_line_is_marked_where_it_changed() -> None:
    result = compared("a\n<p>one</p>\nb", "a\n<p>two</p>\nb")
    assert (result.added, result.removed, result.is_whole) == (1, 1, True)
    same, changed, rest = result.blocks
    assert (same["lines"], rest["lines"]) == (["a"], ["b"])
    assert (changed["old"], changed["new"], rest["old"], rest["new"]) == (2, 2, 3, 3)
    [[before, start, end]], [[after, first, last]] = changed["before"], changed["after"]
    assert (before[start:end], after[first:last]) == ("one", "two")


def test_a_completely_different_line_is_not_marked() -> None:
    [changed] = compared("const a = 1;", "<Header />").blocks
    assert changed["before"] == [["const a = 1;", 0, 0]]
    assert changed["after"] == [["<Header />", 0, 0]]


def test_unchanged_lines_are_folded_except_three_around_a_change() -> None:
    result = compared(CODE, CODE.replace(">20<", ">x<"))
    assert [(size(block), block.get("folded")) for block in result.blocks] == [
        (17, True),
        (3, False),
        (1, None),
        (3, False),
        (16, True),
    ]
    assert [block["old"] for block in result.blocks] == [1, 18, 21, 22, 25]


@pytest.mark.parametrize("seed", range(30))
def test_the_difference_contains_both_codes_completely(seed: int) -> None:
    random = Random(seed)
    before, after = (
        "\n".join(
            random.choice(["", "}", "a", "b", "const x"]) for _ in range(random.randrange(40))
        )
        for _ in range(2)
    )
    result = compared(before, after)
    assert sides(result) == (before.split("\n"), after.split("\n"))
    changed = [block for block in result.blocks if "lines" not in block]
    assert result.removed == sum(len(block["before"]) for block in changed)
    assert result.added == sum(len(block["after"]) for block in changed)
    numbers = [(block["old"], block["new"]) for block in result.blocks]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    ("char", "shown"),
    [
        ("\u202e", "⟨U+202E⟩"),
        ("\x1b", "⟨U+001B⟩"),
        ("\r", "⟨U+000D⟩"),
        ("\t", "\t"),
        ("<b>", "<b>"),
        ("é", "é"),
    ],
)
def test_control_characters_are_shown(char: str, shown: str) -> None:
    assert visible(f"a{char}b") == f"a{shown}b"


def lines(count: int, kinds: int, seed: int) -> str:
    random = Random(seed)
    return "\n".join(str(random.randrange(kinds)) for _ in range(count))


HARD = {
    "one line": ("x" * 150_000, "y" * 150_000),
    "one line, its middle": ("x" * 90_000 + "a" + "x" * 90_000, "x" * 180_000),
    "empty lines": ("\n" * CODE_CHARS, "a\n" * CODE_CHARS),
    "two kinds of lines": (lines(50_000, 2, 1), lines(50_000, 2, 2)),
    "rare repetitions": (lines(4_000, 400, 1), lines(4_000, 400, 2)),
    "every other line": (
        "\n".join(f"{number}\nold" for number in range(2_000)),
        "\n".join(f"{number}\nnew {number}" for number in range(2_000)),
    ),
    "100 KB": (CODE * 60, (CODE * 60).replace("p-1", "m-1")),
    "megabytes": ("a\n" * 2_000_000, "b\n" * 2_000_000),
}


@pytest.mark.parametrize("name", HARD)
def test_nothing_freezes_it(name: str) -> None:
    started = process_time()
    result = compared(*HARD[name])
    assert process_time() - started < SECONDS
    assert sum(size(block) for block in result.blocks) <= SHOWN_LINES
    assert len(json.dumps(result.blocks)) < 2 * 6 * CODE_CHARS
    before, after = sides(result)
    assert max(map(len, [*before, *after])) <= LINE_CHARS + 1
    assert result.is_whole == (name == "100 KB")
