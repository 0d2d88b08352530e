"""Checks what is edited: while it is typed, and before it is saved."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.code import verdicts
from components.editing import save_rules
from components.editing.code_editor import LIVE_CHARS, CheckResult, Mark
from components.editing.edit_draft import Draft, Edit
from components.formatting import safe_text
from inspection import deep_json, reasons
from inspection.findings import Severity, Verdict
from language import N_, _, recognized
from services import inspected
from store.insights.insight_records import Findings
from store.sessions.lifecycle import Status

CODE: Final = "generated_code"
DESIGN: Final = "design_context"
MOST_MARKS: Final = 50
NOT_NOW: Final = N_("The code could not be checked just now.")
NOT_AN_OBJECT: Final = N_("The design must be a JSON object.")


def check_code(code: str) -> CheckResult:
    """What the check says of code."""
    result = inspected.unsaved(code)
    if result is None:
        return CheckResult(_(NOT_NOW), "gray")
    word = verdicts.display_name(verdicts.judgement_of(result))
    marks = tuple(
        Mark(
            each.line,
            each.column,
            Severity(each.severity),
            recognized(reasons.reason(each.kind).word),
            safe_text.line(recognized(each.message), 300),
        )
        for each in result.findings[:MOST_MARKS]
    )
    if result.verdict == Verdict.OK:
        return CheckResult(word, "green", marks)
    if result.verdict == Verdict.BROKEN:
        return CheckResult(word, "red" if save_rules.stopping(result) else "orange", marks)
    return CheckResult(word, "gray", marks if result.verdict == Verdict.NOT_CHECKED else ())


def check_json(text: str) -> CheckResult:
    """Whether a text can be a design, and where it is not JSON."""
    try:
        parsed = deep_json.parse(text)
    except deep_json.NotJson as error:
        mark = Mark(error.line, error.column, Severity.ERROR, _("Not JSON"), parser_message(error))
        return CheckResult(_("Not JSON"), "red", (mark,))
    if not isinstance(parsed, dict):
        return CheckResult(_(NOT_AN_OBJECT), "red", (Mark(1, 1, Severity.ERROR, _(NOT_AN_OBJECT)),))
    return CheckResult(_("Valid JSON"), "green")


def parser_message(error: deep_json.NotJson) -> str:
    """What a parser expected: its message without the position."""
    return recognized(str(error).partition(": char")[0])


def unreadable_design(text: Edit) -> str:
    """Why a text cannot be a design; empty if it can, or if there is none."""
    if not text or not isinstance(text, str):
        return ""
    try:
        parsed = deep_json.parse(text)
    except deep_json.NotJson as error:
        return _(
            "The design is not JSON: line {line}, column {column}.",
            line=error.line,
            column=error.column,
        )
    return "" if isinstance(parsed, dict) else _(NOT_AN_OBJECT)


def obstacle(mine: dict[str, Edit]) -> str:
    """Why these edits cannot be saved, as markdown; empty if they can. Long code comes later."""
    if problem := unreadable_design(mine.get(DESIGN)):
        return problem
    code = mine.get(CODE)
    if not isinstance(code, str) or len(code) > LIVE_CHARS:
        return ""
    return stopped_text(inspected.unsaved(code))


def stopped_text(result: Findings | None) -> str:
    """Why code cannot be saved, as markdown; empty if it can."""
    error = save_rules.stopping(result)
    if error is None:
        return ""
    word = recognized(reasons.reason(error.kind).word)
    return _(
        "{word}, line {line}: {message}",
        word=word,
        line=error.line,
        message=safe_text.escaped(recognized(error.message), 200),
    )


def code_of(draft: Draft) -> Findings | None:
    """The findings on the edited code; None if it is not edited, or could not be checked."""
    if CODE not in draft.mine:
        return None
    code = draft.mine[CODE]
    result = inspected.unsaved(code if isinstance(code, str) else "")
    if result is None:
        st.info(_(NOT_NOW), icon=":material/pending:")
    return result


def warn(result: Findings | None, status: str | None, worse: str) -> bool:
    """Warn about what is saved. Returns whether saving requires confirmation."""
    problems = [each for each in (problem_text(result) if result else "", worse) if each]
    if not problems:
        return False
    seen = (
        _(" Its visitor sees the result as soon as it is saved.") if status == Status.READY else ""
    )
    st.warning(f"{' '.join(problems)}{seen}", icon=":material/code_off:")
    return True


def problem_text(result: Findings) -> str:
    """What is wrong with the code, as markdown; empty if nothing is."""
    if result.verdict == Verdict.EMPTY:
        return _("**Saving this leaves the session without code.**")
    error = verdicts.main_error(result)
    if error is None:
        return ""
    word = verdicts.display_name(verdicts.judgement_of(result))
    if result.verdict == Verdict.NOT_CHECKED:
        return _("**{word}:** whether this code runs is not known.", word=word)
    place = _(
        "line {line}: {message}",
        line=error.line,
        message=safe_text.escaped(recognized(error.message), 200),
    )
    return _(
        "**This code is broken: {word}** ({place}). It was checked without running it.",
        word=word,
        place=place,
    )


def confirmation(draft: Draft) -> bool:
    """The checkbox that allows saving code with a problem."""
    return st.checkbox(_("Save it anyway"), key=f"edit-broken-{draft.request_id}")
