"""Checks edited code before it is saved. Saving broken code requires confirmation."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.code import verdicts
from components.editing.edit_draft import Draft
from components.formatting import safe_text
from inspection.findings import Verdict
from services import inspected
from store.insights.insight_records import Findings
from store.sessions.lifecycle import Status

CODE: Final = "generated_code"


def warn(draft: Draft, status: str | None) -> bool:
    """Warn about new code that is broken. Returns whether saving requires confirmation."""
    if CODE not in draft.mine:
        return False
    code = draft.mine[CODE]
    result = inspected.unsaved(code if isinstance(code, str) else "")
    if result is None:
        st.info("The code could not be checked just now.", icon=":material/pending:")
        return False
    problem = problem_text(result)
    if not problem:
        return False
    seen = " Its visitor sees the result as soon as it is saved." if status == Status.READY else ""
    st.warning(f"{problem}{seen}", icon=":material/code_off:")
    return True


def problem_text(result: Findings) -> str:
    """What is wrong with the code, as markdown; empty if nothing is."""
    if result.verdict == Verdict.EMPTY:
        return "**Saving this leaves the session without code.**"
    error = verdicts.main_error(result)
    if error is None:
        return ""
    word = verdicts.word(verdicts.judgement_of(result))
    place = f"line {error.line}: {safe_text.escaped(error.message, 200)}"
    return f"**This code is broken: {word}** ({place}). It was checked without running it."


def confirmation(draft: Draft) -> bool:
    """The checkbox that allows saving broken code."""
    return st.checkbox("Save it even though it is broken", key=f"edit-broken-{draft.request_id}")
