"""The list of texts that people may read: all of them, and little else."""

from __future__ import annotations

import subprocess
import sys

import pytest

from scripts import messages
from settings import ROOT

MODULE = '''
"""What this module is for."""

TITLE = "Two words"
QUERY = text("SELECT id FROM rows")


def show(count):
    """Draw the sentence."""
    log.info("rows were read")
    st.button("Undo", key="undo it", help=f"{count:,} rows " "are affected")
    st.caption(f"{count} {count}")
'''


def test_the_texts_of_a_python_module() -> None:
    texts = [(line, text) for _, line, text in messages.python("page.py", MODULE)]
    assert texts == [(4, "Two words"), (11, "Undo"), (11, "{count:,} rows are affected")]


def test_the_texts_of_a_javascript_module() -> None:
    """Acorn is installed by scripts/build-frontend, which the tests run."""
    texts = {text for _, _, text in messages.javascript(["frontend/session/reveal.js"])}
    assert {"Hidden again in {left} s", "Hidden again.", "Copy"} <= texts


@pytest.mark.parametrize("text", ["Undo", "Read-only", "Nothing is selected.", ":gray[none]"])
def test_prose(text: str) -> None:
    assert messages.is_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "undo",
        "Content-Type",
        "SELECT id FROM rows",
        "width='2' height='3'",
        "M2 8c3-5 9-5 12 0",
        "",
    ],
)
def test_what_is_not_prose(text: str) -> None:
    assert not messages.is_prose(text)


def test_the_command_lists_a_folder() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "scripts.messages", "components/stuck"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    paths = [line.split(":")[0] for line in listed]
    assert paths == sorted(paths)
    assert any(line.endswith(": **Stopped together**") for line in listed)
