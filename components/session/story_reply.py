"""The reply for a session's situation: choose a language, edit, copy; copying is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from components.feedback import messages
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.times import ago
from components.frontend import component
from components.session import replies
from components.session.replies import Subject
from components.url_state import labels
from language import _, recognized
from services import actions
from store.actions.receipts import AuditEntry
from store.principal import Action, Principal
from store.records import SessionSummary

LANGUAGE: Final = "language"

_component = component("reply", "session/reply")


def show(
    row: SessionSummary, subject: Subject, me: Principal, *, answered: str, primary: bool
) -> None:
    """The reply and its button, the `primary` one where no action comes first."""
    codes = {texts["name"]: code for code, texts in replies.languages().items()}
    labels.match_case(LANGUAGE, list(codes))
    name = st.pills(
        _("Reply in"),
        list(codes),
        default=next(iter(codes)),
        required=True,
        key=LANGUAGE,
        wrap=True,
        bind="query-params",
    )
    chosen = codes[name]
    result = _component(
        key="reply",
        data={
            "row": str(row.id),
            "language": chosen,
            "text": replies.reply(subject, chosen),
            "primary": primary,
            "recorded": me.may(Action.ANSWER),
        },
        on_copied_change=lambda: None,
    )
    if answered:
        st.caption(answered)
    if result.get("copied"):
        with messages.expected_errors():
            actions.answer(row, f"{subject.situation.replace('_', ' ')}, {name}")
            st.rerun()


def answered_text(entries: Sequence[AuditEntry], clock: Clock) -> str:
    """Who answered the visitor last and when, as markdown; empty if nobody did."""
    last = next((entry for entry in entries if entry.action == Action.ANSWER), None)
    if last is None:
        return ""
    since = "" if last.is_unchanged else _(" The session has changed since.")
    return _(
        ":green[:material/mark_email_read:] Answered by **{actor}** {ago} ({scope}).{since}",
        actor=safe_text.escaped(last.actor, 80),
        ago=ago(last.at, clock.now),
        scope=safe_text.escaped(recognized(last.scope.replace("_", " ")), 80),
        since=since,
    )
