"""The order of a parallel run, and which tests share a process."""

from __future__ import annotations

import re
from typing import Final

import pytest
from xdist.scheduler import LoadScopeScheduling

# The slowest come first, so that no process is left with them at the end.
SLOWEST: Final = (
    "tests/browser/test_leaks.py",
    "tests/preview/test_corpus.py",
    "tests/browser/sign_in/test_oidc.py",
    "tests/scripts/test_render.py",
    "tests/scripts/test_run.py",
    "tests/first_contact",
    "tests/preview",
    "tests/browser",
    "tests/scripts",
    "tests/auth",
    "tests/web",
)
# Long files whose tests share only session fixtures: their tests are spread over processes.
APART: Final = (
    "tests/scripts/test_render.py",
    "tests/preview/test_containment.py",
    "tests/preview/test_fresh_realm.py",
    "tests/preview/test_bypassing_the_port.py",
)
# Their tests ask the same served dashboard, which takes longer to start than they do.
TOGETHER: Final = (
    "tests/web/test_addresses.py",
    "tests/web/test_sign_in_routes.py",
    "tests/web/test_uploads.py",
)
# The tests on each server that tests/first_contact starts stay together.
SERVER: Final = re.compile(r"^tests/first_contact/.*\[(?:.+?-)?(15|18)\b")


def group(nodeid: str) -> str:
    """The group of a test: those of a file share a process, for the file's fixtures."""
    file = nodeid.partition("::")[0]
    if file in APART:
        return nodeid
    if file in TOGETHER:
        return TOGETHER[0]
    server = SERVER.search(nodeid)
    return f"{file}[{server[1]}]" if server else file


class GroupScheduling(LoadScopeScheduling):  # type: ignore[misc] # untyped
    """Assigns a group of tests to one process. (pytest-xdist's own `loadgroup` writes the group
    into the node id, which pytest 9 no longer allows.)
    """

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)


def arrange(items: list[pytest.Item]) -> None:
    """Put the slowest first."""
    items.sort(key=lambda item: [not item.nodeid.startswith(slow) for slow in SLOWEST])
