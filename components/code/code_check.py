"""The result of the code check: the verdict, the faults, and what the code would access.

The check reads the code and never runs it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import streamlit as st

from components.code import code_excerpt, verdicts
from components.formatting import safe_text, status
from inspection import reasons
from inspection.findings import Verdict
from inspection.safety import Risk
from store.insights.insight_records import Findings, InsightFinding, InsightRisk
from store.sessions.lifecycle import Status

SHOWN: Final = 6
PLACES: Final = 4
LINE: Final = "line"
"""The URL's parameter for the selected line."""

RISKS: Final = MappingProxyType(
    {
        Risk.NETWORK: (":material/public:", "Network calls"),
        Risk.EVAL: (":material/terminal:", "Code from text (eval)"),
        Risk.STORAGE: (":material/database:", "Storage and cookies"),
        Risk.URL: (":material/link:", "External URLs"),
        Risk.HTML: (":material/code:", "Raw HTML (dangerouslySetInnerHTML)"),
        Risk.NAVIGATION: (":material/open_in_new:", "Navigation and other windows"),
    }
)
SEEN: Final = (
    "Lists only what the code names, not what it assembles at run time. Either way, the preview's "
    "sandbox blocks access to everything outside."
)
NOT_READ: Final = (
    "The text could not be read as code, so it is not known what it would do. Either way, the "
    "preview's sandbox blocks access to everything outside."
)


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
    state = f":{here.color}[{here.icon} {status.label(row_status).capitalize()}]"
    judgement = verdicts.judgement_of(result)
    look = verdicts.look(judgement, row_status)
    word = f":{look.color}[{look.icon} **{verdicts.word(judgement)}**]"
    st.markdown(f"{state} · {word} :gray[— {explanation(result, row_status)}]", width="stretch")


def explanation(result: Findings, row_status: str | None) -> str:
    """What the verdict means, and that the code was not run."""
    if result.verdict == Verdict.OK:
        imports = "gets placeholders for images" if result.findings else "finds all its imports"
        return (
            f"it compiles, exports one component and {imports}. Checked without running "
            "it: the preview shows whether it throws or loops forever."
        )
    if result.verdict == Verdict.EMPTY:
        return (
            "the session is ready, but there is nothing to show."
            if row_status == Status.READY
            else "there is nothing to check yet."
        )
    if result.verdict == Verdict.NOT_CHECKED:
        why = " ".join(safe_text.escaped(each.message, 300) for each in result.findings)
        return f"{why} The preview shows what happens when it runs."
    errors = verdicts.errors(result)
    things = "1 fault" if len(errors) == 1 else f"{len(errors)} faults"
    if reasons.stops(each.kind for each in errors):
        return f"it will not render as intended: {things}. Checked without running it."
    return (
        f"it may not render as intended: {things}. Checked without running it: the preview shows "
        "what happens."
    )


def badge(result: Findings, row_status: str | None) -> None:
    """The verdict in a session's header; nothing while no code is expected."""
    judgement = verdicts.judgement_of(result)
    look = verdicts.look(judgement, row_status)
    if look is verdicts.NOT_EXPECTED:
        return
    st.markdown(f":{look.color}-badge[{look.icon} {verdicts.word(judgement)}]")


def selected_line(result: Findings, lines: int) -> int | None:
    """The line to show: the one in the URL, or else the main error's."""
    wanted = st.query_params.get(LINE, "")
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted[:9]) <= lines:
        return int(wanted[:9])
    if wanted:
        del st.query_params[LINE]
    first = verdicts.main_error(result) or next(iter(result.findings), None)
    return min(first.line, lines) if first else None


def select_line(line: int) -> None:
    """Show this line."""
    st.query_params[LINE] = str(line)


def findings(result: Sequence[InsightFinding], line: int | None) -> None:
    """The faults, the most important reason first; pressing one shows its line."""
    with st.container(gap=None):
        for number, each in enumerate(result[:SHOWN]):
            finding(number, each, is_shown=each.line == line)
    if len(result) > SHOWN:
        with st.expander(f"{len(result) - SHOWN} more"):
            for number, each in enumerate(result[SHOWN:], SHOWN):
                finding(number, each, is_shown=each.line == line)


def finding(number: int, result: InsightFinding, *, is_shown: bool) -> None:
    """One fault: its place, kind and message."""
    place = f"{result.line}:{result.column}"
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.button(
            f"`{place}` **{reasons.reason(result.kind).word}**",
            key=f"finding-{number}",
            type="tertiary",
            icon=":material/arrow_right:" if is_shown else ":material/error:",
            on_click=select_line,
            args=(result.line,),
            help=f"Show line {result.line}",
        )
        st.markdown(safe_text.escaped(result.message, 300), width="content")


def safety(result: Findings) -> None:
    """What the code would access outside itself, by kind, with its lines."""
    by_kind: Mapping[Risk, list[InsightRisk]] = {
        kind: [each for each in result.risks if each.risk == kind] for kind in RISKS
    }
    is_read = verdicts.safety_is_read(result)
    with st.container(border=True, gap="xsmall"):
        if is_read:
            st.markdown("**Safety**, read from the text")
        else:
            st.markdown("**Safety**: not checked")
        grid = st.grid(3, min_column_width=300)
        for kind, places in by_kind.items():
            with grid.cell(), st.container(gap="xsmall"):
                risk(kind, places, is_read=is_read)
        if result.more_risks:
            st.caption(f"{result.more_risks:,} more places are not listed.")
        st.caption(SEEN if is_read else NOT_READ)


def risk(kind: Risk, result: Sequence[InsightRisk], *, is_read: bool) -> None:
    """One kind of risk, and where it is."""
    icon, label = RISKS[kind]
    if not result:
        text = "nothing found" if is_read else "not checked"
        st.markdown(f":gray[{icon} {label}: {text}]")
        return
    places = "1 place" if len(result) == 1 else f"{len(result)} places"
    st.markdown(f":orange[{icon} **{label}**: {places}]")
    with st.container(gap=None):
        for number, each in enumerate(result[:PLACES]):
            st.button(
                f"`{each.line}:{each.column}` {safe_text.escaped(each.text, 44)}",
                key=f"risk-{kind}-{number}",
                type="tertiary",
                on_click=select_line,
                args=(each.line,),
                help=f"Show line {each.line}",
            )
    if len(result) > PLACES:
        others = sorted({each.line for each in result[PLACES:]})
        st.caption(f"Also on line {', '.join(map(str, others[:20]))}{'…' * (len(others) > 20)}.")
