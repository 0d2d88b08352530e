"""The hash-locked file installs exactly what is pinned."""

from __future__ import annotations

import re

from settings import ROOT

PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)


def test_the_locked_file_has_the_same_pins_each_with_hashes() -> None:
    locked = (ROOT / "requirements.lock").read_text().replace("\\\n", "")
    pinned = (ROOT / "requirements.txt").read_text()
    assert dict(PIN.findall(locked)) == dict(PIN.findall(pinned)), "Run scripts/lock."
    lines = [line for line in locked.splitlines() if "==" in line]
    assert len(lines) > 50
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", line) for line in lines)


def test_only_wheels_and_no_addresses() -> None:
    locked = (ROOT / "requirements.lock").read_text()
    assert "--only-binary :all:" in locked
    assert "://" not in locked
