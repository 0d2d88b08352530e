"""Which regeneration made a match worse."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from components.session import version_matches
from services.session import Versions
from store.renders.render_records import RenderSummary, VersionRender
from store.sessions.code_versions import CodeVersion

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def render(md5: str, verdict: str, score: float | None, current: bool = False) -> VersionRender:
    return VersionRender(code_md5=md5, verdict=verdict, score=score, is_current=current)


def version(number: int, md5: str) -> CodeVersion:
    return CodeVersion(id=number, replaced_at=NOW, bytes=1, md5=md5)


def test_each_version_has_its_match_and_the_worse_ones_are_flagged() -> None:
    known = [
        render("d", "renders", 61.2, current=True),
        render("c", "renders", 90.4),
        render("a", "throws", None),
    ]
    kept = (version(3, "c"), version(2, "b"), version(1, "a"))
    said = version_matches.texts(Versions(True, kept, {each.code_md5: each for each in known}))
    assert said == ["61 :orange[:material/trending_down: worse by 29]", "90", "—", "Throws"]


def test_without_a_render_the_current_code_has_no_match() -> None:
    kept = (version(1, "a"),)
    said = version_matches.texts(Versions(True, kept, {"a": render("a", "renders", 50)}))
    assert said == ["—", "50"]


@pytest.mark.parametrize(
    ("newer", "older", "expected"),
    [
        (("renders", 80.0), ("renders", 84.9), ""),
        (("renders", 80.0), ("renders", 85.0), "worse by 5"),
        (("renders", 85.0), ("renders", 80.0), ""),
        (("throws", None), ("stand-ins", 40.0), "worse: it rendered before"),
        (("throws", None), ("blank", None), ""),
        (("renders", None), ("renders", 90.0), ""),
    ],
)
def test_what_counts_as_worse(
    newer: tuple[str, float | None], older: tuple[str, float | None], expected: str
) -> None:
    first, second = (RenderSummary(verdict=v, score=s) for v, s in (newer, older))
    assert version_matches.worse(first, second) == expected
    assert version_matches.worse(None, second) == version_matches.worse(first, None) == ""
