"""A test that is tried again finds nothing that its first try left."""

from __future__ import annotations

import pytest

from tests.browser.conftest import renew


@pytest.fixture(scope="module")
def planted() -> list[str]:
    """What the tests of a module share, and change."""
    return []


def test_what_a_module_shares_is_made_anew(
    request: pytest.FixtureRequest, planted: list[str]
) -> None:
    planted.append("left by the first try")
    [definition] = request.node._fixtureinfo.name2fixturedefs["planted"]
    assert definition.cached_result
    renew(request.node)
    assert definition.cached_result is None
