"""The queue on screen: the row with its design and its running code, and its reviews."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.formatting.clock import Clock
from components.frontend import component
from components.preview.reports import Device, Mode
from components.review import review_data, review_ops
from services.review_queue import Queue
from store.principal import Principal

KEY: Final = "review"

_component = component("review", "review/review")


def carry_out() -> None:
    """Do what the reviewer's browser asks for. Call before the queue is read: a callback would run
    once, and another run may end that one."""
    if said := st.session_state.get(KEY):
        review_ops.carry_out(review_ops.parse(said.get("ops")))


def show(queue: Queue, me: Principal, clock: Clock, looks: tuple[Mode, Device]) -> None:
    """Draw the queue; what the reviewer does is carried out by the next run."""
    review_ops.remember(queue)
    data = review_data.of_queue(queue, me, clock, looks)
    state = {
        "done": review_ops.done_ids(),
        "refused": review_ops.refused(),
        "can_undo": review_ops.can_undo(),
    }
    _component(key=KEY, data={**data, **state}, on_ops_change=lambda: None)
