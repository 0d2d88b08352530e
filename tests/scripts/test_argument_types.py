"""Numbers on the command line."""

from __future__ import annotations

from argparse import ArgumentTypeError

import pytest

from scripts import inspect_rows
from scripts.argument_types import number, positive


def test_numbers_are_read() -> None:
    assert [number("0"), number("10000"), positive("1"), positive("1_000_000")] == [
        0, 10_000, 1, 1_000_000,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "-1", "1.5", "²", "10001", "1e3"])
def test_anything_else_is_no_number(text: str) -> None:
    with pytest.raises(ArgumentTypeError):
        number(text)


@pytest.mark.parametrize("text", ["", "0", "-1", "1.5", "²", "_", "many"])
def test_anything_else_is_not_positive(text: str) -> None:
    with pytest.raises(ArgumentTypeError):
        positive(text)


def test_a_limit_is_above_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["inspect", "--limit", "-1"])
    with pytest.raises(SystemExit):
        inspect_rows.arguments()
