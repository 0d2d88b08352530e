"""A match is told in the page's language, whose words are kept in English."""

from __future__ import annotations

import pytest

from components.preview import match_data
from inspection.match.records import Label, Match, Worst
from language.current import using

KEPT = Match(
    label=Label.CLOSE,
    why="The page shows fewer than 3 things.",
    worst=(Worst(words="“4:12”: 3 px narrower", design=None, render=None),),
    fonts=(
        "Design Inter, rendered Poppins, since SF Pro is not here (12 texts)",
        "Design Inter, rendered another font (1 text)",
    ),
)


@pytest.mark.parametrize(
    ("language", "why", "words", "fonts"),
    [
        ("en", KEPT.why, "“4:12”: 3 px narrower", list(KEPT.fonts)),
        (
            "de",
            "Die Seite zeigt weniger als 3 Dinge.",
            "“4:12”: 3 px schmaler",
            [
                "Design Inter, dargestellt Poppins, da SF Pro hier fehlt (12 Texte)",
                "Design Inter, dargestellt in anderer Schrift (1 Text)",
            ],
        ),
    ],
)
def test_all_of_it_is_in_the_pages_language(
    language: str, why: str, words: str, fonts: list[str]
) -> None:
    with using(language):
        told = match_data.of_match(KEPT, "run")
    assert told is not None
    assert (told["why"], told["fonts"]) == (why, fonts)
    assert [each["words"] for each in told["worst"]] == [words]


def test_without_a_match_nothing_is_told() -> None:
    assert match_data.of_match(None, "run") is None
