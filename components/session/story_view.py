"""The story of a session on its page: three sentences, what to do, the reply, the timeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.bulk_resets import bulk_links
from components.design_tree.designs import Design
from components.feedback import messages
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.times import ago, exact
from components.session import replies, story, story_reply, story_timeline
from components.session.replies import Subject
from components.session.story import Story
from components.session.story_facts import Facts, Situation
from components.session.story_timeline import Event
from inspection.syntax import CheckerUnavailable
from language import _
from services.session import Session
from store.errors import NotFound
from store.insights.insight_records import Findings
from store.principal import Principal
from store.sessions.lifecycle import Status, Step

EVENTS_SHOWN: Final = 8

Buttons = Callable[[Step | None], None]
"""Draws the row's actions, the recommended one first."""


def facts_of(opened: Session) -> Facts | None:
    """What the story is made of; None if it was not read in time."""
    if opened.story is None:
        return None
    result = findings_of(opened)
    design = Design(result.design_kind, result.design_note) if result else None
    return Facts(opened.row, opened.story.entries, opened.story.times, design)


def findings_of(opened: Session) -> Findings | None:
    """What is known of the design. After a failure it decides what helps, so it is looked at."""
    if opened.row.status == Status.ERROR:
        try:
            return opened.inspected.findings()
        except (CheckerUnavailable, NotFound):  # the tabs say so
            pass
    return opened.inspected.kept


def show(
    opened: Session, me: Principal, clock: Clock, buttons: Buttons, head: DeltaGenerator
) -> None:
    """The story, with the actions in the head of the page, the recommended one first. It is folded
    up if nobody has to act."""
    facts = facts_of(opened)
    told = story.build(facts, clock) if facts else None
    if facts is None:
        messages.timed_out("read", _("what happened to this session"))
    with head:
        buttons(told.recommended if told else None)
    if facts is None or told is None:
        return
    if told.is_over:
        with st.expander(told.happened, icon=":material/history_edu:", key="story"):
            body(opened, facts, told, me, clock)
    else:
        with st.container(border=True, key="story"):
            body(opened, facts, told, me, clock)


def body(opened: Session, facts: Facts, told: Story, me: Principal, clock: Clock) -> None:
    """Sentences and reply beside the timeline; below each other on a phone."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.markdown(
            _(
                ":gray[What happened]  \n{happened}\n\n:gray[What the visitor sees]  "
                "\n{sees}\n\n:gray[What helps]  \n{helps}",
                happened=told.happened,
                sees=told.sees,
                helps=told.helps,
            )
        )
        subject = Subject(told.situation, their_reference(opened), replies.progress(facts.entries))
        story_reply.show(
            opened.row,
            subject,
            me,
            answered=story_reply.answered_text(facts.entries, clock),
            primary=told.recommended is None,
        )
    with right:
        st.markdown(_(":gray[Timeline]"))
        replaced = opened.story.replaced if opened.story else None
        if replaced is None:
            messages.timed_out("read", _("earlier code"))
        is_stuck = told.situation is Situation.STUCK
        timeline(story_timeline.events(facts, replaced or (), is_stuck=is_stuck), clock)


def their_reference(opened: Session) -> str | None:
    """The reference that the visitor has: the present one, else the last before it."""
    past = opened.past or ()
    return opened.row.error_code or (past[0].reference if past else None)


def timeline(events: Sequence[Event], clock: Clock) -> None:
    """The events in one column, newest first; History has those that are left out."""
    for event in events[:EVENTS_SHOWN]:
        lines = [
            f"{event.icon} {event.text}",
            f":small[{event.note}]" if event.note else "",
            when(event.at, clock),
        ]
        with st.container(gap=None):
            st.markdown("  \n".join(filter(None, lines)))
            if event.bulk:
                bulk_links.link(*event.bulk)
    if len(events) > EVENTS_SHOWN:
        st.caption(
            _("{count} more; History has what people did.", count=len(events) - EVENTS_SHOWN)
        )


def when(moment: datetime | None, clock: Clock) -> str:
    """How long ago and when exactly, in the viewer's zone; the events' order where that is all."""
    if moment is None:
        return _(":small[:gray[before that]]")
    text = f"{ago(moment, clock.now)} · {exact(moment, clock.zone)}"
    return f":small[:gray[{safe_text.escaped(text)}]]"
