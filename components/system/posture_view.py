"""The security posture: each part in words, and the SQL that fixes it, to copy."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

import streamlit as st

from components.formatting import safe_text
from components.system import facts
from language import N_, _, ngettext, recognized
from store.system.system_records import Finding, State

MARKS: Final = MappingProxyType(
    {
        State.GOOD: N_(":green[:material/verified_user: good]"),
        State.NOTE: N_(":blue[:material/info: note]"),
        State.OPEN: N_(":orange[:material/gpp_maybe: open]"),
    }
)


def is_open(findings: Sequence[Finding]) -> bool:
    """Whether anything is more open than it has to be."""
    return any(finding.state is State.OPEN for finding in findings)


def open_text(findings: Sequence[Finding]) -> str:
    """How much is more open than it has to be; empty if nothing is."""
    count = sum(finding.state is State.OPEN for finding in findings)
    if not count:
        return ""
    parts = ngettext("{count} part", "{count} parts", count)
    return ngettext(
        "**{parts} of the database is more open than the dashboard needs.** The SQL that closes "
        "each one is under Security posture.",
        "**{parts} of the database are more open than the dashboard needs.** The SQL that closes "
        "each one is under Security posture.",
        count,
        parts=parts,
    )


def show(findings: Sequence[Finding]) -> None:
    """Every part in a table, then the SQL for those that it would change."""
    facts.table(
        (_("Part"), _("State")),
        [
            [
                subject(finding),
                f"{_(MARKS[finding.state])}: {safe_text.escaped(recognized(finding.message), 500)}",
            ]
            for finding in findings
        ],
        alt=_("Security posture"),
    )
    for finding in findings:
        if finding.fix:
            st.markdown(
                f"{subject(finding)}: {safe_text.escaped(recognized(finding.message), 500)}"
            )
            st.code(finding.fix, language="sql", wrap_lines=True)


def subject(finding: Finding) -> str:
    """The part's name; a table's as code."""
    named = safe_text.line(recognized(finding.subject), 130)
    return f"`{named}`" if "." in named else named
