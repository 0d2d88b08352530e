"""What the code check found in a session's code: the verdict, where it is at fault, and what it
would do to the world. The check reads the code and runs nothing."""

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
"""The URL's parameter for the line that is looked at."""

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
    "What is named in the code; what it puts together at run time is not seen. The preview's "
    "sandbox reaches nothing outside either way."
)
NOT_READ: Final = (
    "The text was not read as code, so nothing is known of what it would do. The preview's "
    "sandbox reaches nothing outside either way."
)


def show(found: Findings, code: str | None, row_status: str | None) -> None:
    """The verdict, what led to it with the line in view, and the safety card."""
    verdict(found, row_status)
    if found.verdict == Verdict.EMPTY or not code:
        return
    lines = code.count("\n") + 1
    line = looked_at(found, lines)
    if line is None or found.verdict == Verdict.NOT_CHECKED:
        safety(found)
        return
    left, right = st.columns([5, 3], gap="medium")
    with left:
        findings(found.findings, line)
        faults = {each.line: each.column for each in reversed(found.findings)}
        code_excerpt.show(code, line, faults, key="code-excerpt")
    with right:
        safety(found)


def verdict(found: Findings, row_status: str | None) -> None:
    """One line: the status, what the check says, and what it does not say."""
    here = status.look(row_status)
    stands = f":{here.colour}[{here.icon} {status.label(row_status).capitalize()}]"
    judgement = verdicts.judgement_of(found)
    look = verdicts.look(judgement, row_status)
    word = f":{look.colour}[{look.icon} **{verdicts.word(judgement)}**]"
    st.markdown(f"{stands} · {word} :gray[— {said(found, row_status)}]", width="stretch")


def said(found: Findings, row_status: str | None) -> str:
    """What the verdict means, and that nothing was run for it."""
    if found.verdict == Verdict.OK:
        imports = "gets placeholders for pictures" if found.findings else "finds what it imports"
        return (
            f"it compiles, exports one component and {imports}. Checked without running "
            "it: whether it throws or never ends, the preview tells."
        )
    if found.verdict == Verdict.EMPTY:
        return (
            "the session is ready, but there is nothing to show."
            if row_status == Status.READY
            else "there is nothing to check yet."
        )
    if found.verdict == Verdict.NOT_CHECKED:
        why = " ".join(safe_text.escaped(each.message, 300) for each in found.findings)
        return f"{why} It may be good or bad; what it does when it runs, the preview tells."
    errors = verdicts.errors(found)
    things = "1 fault" if len(errors) == 1 else f"{len(errors)} faults"
    if reasons.stops(each.kind for each in errors):
        return f"it will not render as it was meant: {things}. Checked without running it."
    return (
        f"it may not render as it was meant: {things}. Checked without running it: what it makes "
        "of that, the preview tells."
    )


def badge(found: Findings, row_status: str | None) -> None:
    """The verdict for a session's head; nothing where code is not due yet."""
    judgement = verdicts.judgement_of(found)
    look = verdicts.look(judgement, row_status)
    if look is verdicts.NOTHING_DUE:
        return
    st.markdown(f":{look.colour}-badge[{look.icon} {verdicts.word(judgement)}]")


def looked_at(found: Findings, lines: int) -> int | None:
    """The line to show: the one that the URL names, else that of the error that counts."""
    asked = st.query_params.get(LINE, "")
    if asked.isascii() and asked.isdigit() and 1 <= int(asked[:9]) <= lines:
        return int(asked[:9])
    if asked:
        del st.query_params[LINE]
    first = verdicts.main_error(found) or next(iter(found.findings), None)
    return min(first.line, lines) if first else None


def look_at(line: int) -> None:
    """Show another line."""
    st.query_params[LINE] = str(line)


def findings(found: Sequence[InsightFinding], line: int | None) -> None:
    """What is at fault, the reason that counts most first; a press leads to the line."""
    with st.container(gap=None):
        for number, each in enumerate(found[:SHOWN]):
            finding(number, each, is_shown=each.line == line)
    if len(found) > SHOWN:
        with st.expander(f"{len(found) - SHOWN} more"):
            for number, each in enumerate(found[SHOWN:], SHOWN):
                finding(number, each, is_shown=each.line == line)


def finding(number: int, found: InsightFinding, *, is_shown: bool) -> None:
    """One fault: its place, what kind it is, and what there is to say."""
    place = f"{found.line}:{found.column}"
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.button(
            f"`{place}` **{reasons.reason(found.kind).word}**",
            key=f"finding-{number}",
            type="tertiary",
            icon=":material/arrow_right:" if is_shown else ":material/error:",
            on_click=look_at,
            args=(found.line,),
            help=f"Show line {found.line}",
        )
        st.markdown(safe_text.escaped(found.message, 300), width="content")


def safety(found: Findings) -> None:
    """What the code names that reaches outside, by kind, with its lines."""
    by_kind: Mapping[Risk, list[InsightRisk]] = {
        kind: [each for each in found.risks if each.risk == kind] for kind in RISKS
    }
    is_read = verdicts.safety_is_read(found)
    with st.container(border=True, gap="xsmall"):
        if is_read:
            st.markdown("**Safety**, read from the text")
        else:
            st.markdown("**Safety**: not checked")
        grid = st.grid(3, min_column_width=300)
        for kind, places in by_kind.items():
            with grid.cell(), st.container(gap="xsmall"):
                risk(kind, places, is_read=is_read)
        if found.more_risks:
            st.caption(f"{found.more_risks:,} more places are not listed.")
        st.caption(SEEN if is_read else NOT_READ)


def risk(kind: Risk, found: Sequence[InsightRisk], *, is_read: bool) -> None:
    """One kind of it, and where."""
    icon, label = RISKS[kind]
    if not found:
        said = "nothing found" if is_read else "not checked"
        st.markdown(f":gray[{icon} {label}: {said}]")
        return
    places = "1 place" if len(found) == 1 else f"{len(found)} places"
    st.markdown(f":orange[{icon} **{label}**: {places}]")
    with st.container(gap=None):
        for number, each in enumerate(found[:PLACES]):
            st.button(
                f"`{each.line}:{each.column}` {safe_text.escaped(each.text, 44)}",
                key=f"risk-{kind}-{number}",
                type="tertiary",
                on_click=look_at,
                args=(each.line,),
                help=f"Show line {each.line}",
            )
    if len(found) > PLACES:
        others = sorted({each.line for each in found[PLACES:]})
        st.caption(f"Also on line {', '.join(map(str, others[:20]))}{'…' * (len(others) > 20)}.")
