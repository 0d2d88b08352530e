"""Links to bulk resets: those that run now, with their progress, and earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from components.bulk_resets import steering
from components.feedback.messages import timed_out
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.times import ago
from language import _
from services import bulk_resets
from store.bulk_resets.bulk_records import BulkReset, State


def link(batch_id: UUID, name: str, *, icon: str = ":material/restart_alt:") -> None:
    """A link to the page of a bulk reset."""
    st.page_link(
        "bulk.py",
        label=safe_text.escaped(name, 80),
        icon=icon,
        query_params={"batch": str(batch_id)},
        help="",
    )


def panel(current: Sequence[BulkReset] | None) -> None:
    """Those that are not over, live."""
    if current is None:
        timed_out("read", _("which bulk resets are running"))
    elif not all(bulk.is_over for bulk in current):
        running()


def menu(current: Sequence[BulkReset] | None) -> None:
    """Those of the last day that are over, and the way to all of them, behind one button."""
    with st.popover(_("Bulk resets"), type="tertiary", icon=":material/history:"):
        over = [bulk for bulk in current or () if bulk.is_over]
        if over:
            st.caption(_("Of the last 24 h"))
        for bulk in over:
            link(bulk.batch_id, bulk.name)
        st.page_link("bulk.py", label=_("All bulk resets"), icon=":material/history:", help="")


@st.fragment(run_every=steering.POLL_SECONDS)
def running() -> None:
    """Those that are not over, whoever started them."""
    current = bulk_resets.current()
    if current is None:
        timed_out("read", _("how far the bulk resets are"))
        return
    going = [bulk for bulk in current if not bulk.is_over]
    if not going:
        st.rerun()
    for bulk in going:
        with st.container(border=True, gap="small"):
            with st.container(
                horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
            ):
                st.markdown(
                    _(
                        "{badge} **{name}** :gray[by {actor}]",
                        badge=steering.badge(bulk),
                        name=safe_text.escaped(bulk.name, 80),
                        actor=safe_text.escaped(bulk.actor, 80),
                    )
                )
                step = _("Resume") if bulk.state is State.PAUSED else _("Pause")
                link(
                    bulk.batch_id, _("{step}, stop and details", step=step), icon=":material/tune:"
                )
            steering.bar(bulk)


def latest(bulks: Sequence[BulkReset], clock: Clock) -> None:
    """The latest bulk resets, one line each."""
    for bulk in bulks:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            link(bulk.batch_id, bulk.name)
            st.markdown(
                _(
                    "{badge} :small[:gray[{position:,} of {total:,} · {actor}, {ago}]]",
                    badge=steering.badge(bulk),
                    position=bulk.position,
                    total=bulk.total,
                    actor=safe_text.escaped(bulk.actor, 80),
                    ago=ago(bulk.started_at, clock.now),
                )
            )
