"""How the auditors' answers, or missing answers, are reported."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import pytest

from scripts import audit
from scripts.audit import Audit, describe, printed, read_npm, read_pip

CLEAN = {"name": "a", "version": "1", "vulns": []}
BAD = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1"}]}
SKIPPED = {"name": "c", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        ({"dependencies": [CLEAN, BAD, SKIPPED]}, Audit(2, 1, ("b 2: PYSEC-1",))),
        ({"dependencies": [SKIPPED]}, Audit(0, 1, ())),
        (None, None),
        ({"error": "x"}, None),
    ],
)
def test_pip_audit(answer: Any, read: Audit | None) -> None:
    assert read_pip(answer) == read


def test_npm_audit() -> None:
    metadata = {"dependencies": {"total": 80}}
    bad = {"left-pad": {"severity": "high"}}
    answer = {"metadata": metadata, "vulnerabilities": bad}
    assert read_npm(answer) == Audit(80, 0, ("left-pad: high",))
    assert read_npm({"message": "405 Method Not Allowed", "method": "POST"}) is None


def test_no_answer_is_not_reported_as_clean() -> None:
    assert describe("x", None) == "x: not checked, its advisories could not be reached."
    assert describe("x", Audit(0, 58, ())) == describe("x", None)
    assert describe("x", Audit(58, 0, ())) == "x: 58 packages checked, no known vulnerability."
    assert "1 NOT checked" in describe("x", Audit(57, 1, ()))
    assert describe("x", Audit(1, 0, ("b 2: PYSEC-1",))).endswith("vulnerable:\n  b 2: PYSEC-1")


@pytest.mark.parametrize(("found", "code"), [((), 0), (("b 2: PYSEC-1",), 1)])
def test_only_findings_fail(
    monkeypatch: pytest.MonkeyPatch, found: tuple[str, ...], code: int
) -> None:
    monkeypatch.setattr(audit, "search_path", lambda: "")
    monkeypatch.setattr(audit, "printed", lambda *_: None)
    monkeypatch.setattr(audit, "read_pip", lambda _: Audit(1, 0, found))
    assert audit.main() == code


def test_a_slow_or_broken_auditor_is_abandoned(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(audit, "SECONDS", 0.3)
    began = time.monotonic()
    assert printed([sys.executable, "-c", "input()"], tmp_path, "") is None
    assert printed([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, "") is None
    assert printed(["no-such-command"], tmp_path, "") is None
    assert time.monotonic() - began < 20
