"""The result of the code check: the verdict, the faults, and what the code would access.

The check reads the code and never runs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from components.code import code_excerpt, verdicts
from components.code.safety_card import safety
from components.code.selected_line import select_line, selected_line
from components.formatting import safe_text, status
from inspection import reasons
from inspection.findings import Verdict
from language import _, capitalized, recognized
from store.insights.insight_records import Findings, InsightFinding
from store.sessions.lifecycle import Status

SHOWN: Final = 6


def show(result: Findings, code: str | None, row_status: str | None) -> None:
    """The verdict, the faults with the selected line, and the safety card."""
    verdict(result, row_status)
    if result.verdict == Verdict.EMPTY or not code:
        return
    lines = code.count("\n") + 1
    line = selected_line(result, lines)
    if line is None or result.verdict == Verdict.NOT_CHECKED:
        safety(result)
        return
    left, right = st.columns([5, 3], gap="medium")
    with left:
        findings(result.findings, line)
        faults = {each.line: each.column for each in reversed(result.findings)}
        code_excerpt.show(code, line, faults, key="code-excerpt")
    with right:
        safety(result)


def verdict(result: Findings, row_status: str | None) -> None:
    """One line: the status, the verdict, and what it means."""
    here = status.look(row_status)
    state = f":{here.color}[{here.icon} {capitalized(status.label(row_status))}]"
    judgement = verdicts.judgement_of(result)
    look = verdicts.look(judgement, row_status)
    word = f":{look.color}[{look.icon} **{verdicts.display_name(judgement)}**]"
    st.markdown(f"{state} · {word} :gray[— {explanation(result, row_status)}]", width="stretch")


def explanation(result: Findings, row_status: str | None) -> str:
    """What the verdict means, and that the code was not run."""
    if result.verdict == Verdict.OK:
        imports = (
            _("gets placeholders for images") if result.findings else _("finds all its imports")
        )
        return _(
            "it compiles, exports one component and {imports}. Checked without "
            "running it: the preview shows whether it throws or loops forever.",
            imports=imports,
        )
    if result.verdict == Verdict.EMPTY:
        return (
            _("the session is ready, but there is nothing to show.")
            if row_status == Status.READY
            else _("there is nothing to check yet.")
        )
    if result.verdict == Verdict.NOT_CHECKED:
        why = " ".join(safe_text.escaped(recognized(each.message), 300) for each in result.findings)
        return _("{why} The preview shows what happens when it runs.", why=why)
    errors = verdicts.errors(result)
    things = _("1 fault") if len(errors) == 1 else _("{count} faults", count=len(errors))
    if reasons.stops(each.kind for each in errors):
        return _(
            "it will not render as intended: {things}. Checked without running it.", things=things
        )
    return _(
        "it may not render as intended: {things}. Checked without running it: "
        "the preview shows what happens.",
        things=things,
    )


def badge(result: Findings, row_status: str | None) -> None:
    """The verdict in a session's header; nothing while no code is expected."""
    judgement = verdicts.judgement_of(result)
    look = verdicts.look(judgement, row_status)
    if look is verdicts.NOT_EXPECTED:
        return
    st.markdown(f":{look.color}-badge[{look.icon} {verdicts.display_name(judgement)}]")


def findings(result: Sequence[InsightFinding], line: int | None) -> None:
    """The faults, the most important reason first; pressing one shows its line."""
    with st.container(gap=None):
        for number, each in enumerate(result[:SHOWN]):
            finding(number, each, is_shown=each.line == line)
    if len(result) > SHOWN:
        with st.expander(_("{count} more", count=len(result) - SHOWN)):
            for number, each in enumerate(result[SHOWN:], SHOWN):
                finding(number, each, is_shown=each.line == line)


def finding(number: int, result: InsightFinding, *, is_shown: bool) -> None:
    """One fault: its place, kind and message."""
    place = f"{result.line}:{result.column}"
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.button(
            f"`{place}` **{recognized(reasons.reason(result.kind).word)}**",
            key=f"finding-{number}",
            type="tertiary",
            icon=":material/arrow_right:" if is_shown else ":material/error:",
            on_click=select_line,
            args=(result.line,),
            help=_("Show line {line}", line=result.line),
        )
        st.markdown(safe_text.escaped(recognized(result.message), 300), width="content")
