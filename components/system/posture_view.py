"""The security posture: each part in words, and the SQL that fixes it, to copy."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

import streamlit as st

from components.formatting import safe_text
from components.system import facts
from store.system.system_records import Finding, State

MARKS: Final = MappingProxyType(
    {
        State.GOOD: ":green[:material/verified_user: good]",
        State.NOTE: ":blue[:material/info: note]",
        State.OPEN: ":orange[:material/gpp_maybe: open]",
    }
)


def show(findings: Sequence[Finding]) -> None:
    """What is open first with its line, then every part in a table."""
    is_open = [finding for finding in findings if finding.state is State.OPEN]
    if is_open:
        parts = f"{len(is_open)} part{'' if len(is_open) == 1 else 's'}"
        st.warning(
            f"**{parts} of the database {'is' if len(is_open) == 1 else 'are'} more open than the "
            "dashboard needs.** The SQL that closes each one is below.",
            icon=":material/gpp_maybe:",
        )
    else:
        st.success(
            "Nothing is more open than the dashboard needs.", icon=":material/verified_user:"
        )
    facts.table(
        ("Part", "State"),
        [
            [subject(finding), f"{MARKS[finding.state]}: {safe_text.escaped(finding.words, 500)}"]
            for finding in findings
        ],
        alt="Security posture",
    )
    for finding in findings:
        if finding.fix:
            st.markdown(f"{subject(finding)}: {safe_text.escaped(finding.words, 500)}")
            st.code(finding.fix, language="sql", wrap_lines=True)


def subject(finding: Finding) -> str:
    """The part's name; a table's as code."""
    named = safe_text.line(finding.subject, 130)
    return f"`{named}`" if "." in named else named
