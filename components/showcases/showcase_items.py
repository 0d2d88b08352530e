"""The sessions of a showcase in order: what each looks like now, and did when it was picked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, NamedTuple
from uuid import UUID

import streamlit as st

from components.code import renders
from components.feedback import messages, pressing
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.times import ago
from components.pictures import Picture, picture
from components.showcases import item_words, looks
from language import _
from services import showcases
from services.showcases import Opened
from store.principal import Action, Principal
from store.renders.render_records import NO_RENDER, SHOWN
from store.showcases.showcase_records import Change, Item

REMOVED: Final = "showcase-removed"
BOX: Final = (208, 136)


class Removed(NamedTuple):
    """What was taken out last, so that it can be put back."""

    showcase_id: UUID
    item: Item
    place: int


def show(opened: Opened, me: Principal, clock: Clock) -> None:
    """All of them."""
    undo(opened)
    if not opened.items:
        hint = _("Select sessions in the list or the gallery and press Showcase.")
        messages.empty(":material/add_photo_alternate:", _("No sessions yet"), hint)
    pictures = looks.now(opened, clock.now)
    may = me.may(Action.SHOWCASE)
    for place, item in enumerate(opened.items):
        # On a phone, the picture has a line of its own: frontend/page_frame/page_frame.css.
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="medium"):
            seen(item, pictures)
            with st.container(width="stretch", gap="xsmall"):
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    st.markdown(f":gray[{place + 1}]", width="content")
                    facts(opened, item, clock)
                    if may:
                        steps(opened, item, place)
                item_words.fields(opened, item) if may else item_words.show(item)


def seen(item: Item, pictures: Mapping[UUID, Picture]) -> None:
    """The picture now, and beside it the one from when it was picked if that is another."""
    now = pictures.get(item.row_id)
    if now is None:
        return
    is_changed = item.change is not Change.NONE
    # One width for all, so that the fields stand below each other.
    wide = BOX[0] if not (is_changed and item.picture_then) else 2 * BOX[0] + 16
    with st.container(
        width=wide,
        horizontal=True,
        horizontal_alignment="center",
        gap="small",
        key=f"look-{item.row_id}",
    ):
        if is_changed and item.picture_then:
            with st.container(width="content", gap="xxsmall"):
                then = looks.rendered(now, item.row_id, item.picture_then)
                picture.show(then, box=BOX, key=f"then-{item.row_id}", alt=_("When it was picked"))
                st.caption(_("When picked"))
        with st.container(width="content", gap="xxsmall"):
            picture.show(now, box=BOX, key=f"now-{item.row_id}", alt=_("Now"))
            if is_changed:
                st.caption(_("Now"))


def facts(opened: Opened, item: Item, clock: Clock) -> None:
    """The session's link, what became of its code, and whether it has changed."""
    row = opened.rows.get(item.row_id)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if row is None:
            st.markdown(_(":red-badge[:material/delete: Deleted] It is skipped."), width="content")
            return
        st.page_link(
            "session.py",
            label=safe_text.escaped(safe_text.frame_name(row.frame_name, 60)),
            query_params={"id": str(row.id)},
        )
        insight = (opened.insights or {}).get(row.id)
        verdict = insight.render.verdict if insight and insight.render else NO_RENDER
        if verdict != NO_RENDER:
            look = renders.look(verdict)
            skipped = "" if verdict in SHOWN else _(", so it is skipped")
            word = renders.display_name(verdict)
            st.markdown(f":{look.color}-badge[{look.icon} {word}{skipped}]", width="content")
        if item.change is not Change.NONE:
            changed = _(
                "Other {change} since {ago}",
                change=_(item.change),
                ago=ago(item.picked_at, clock.now),
            )
            st.markdown(f":orange-badge[:material/change_circle: {changed}]", width="content")


def steps(opened: Opened, item: Item, place: int) -> None:
    """Up, down, remove, and accept what has changed."""
    order = [each.row_id for each in opened.items]
    showcase_id, last = opened.showcase.id, len(order) - 1
    with st.container(horizontal=True, width="content", gap="xxsmall", key=f"steps-{item.row_id}"):
        if item.change not in (Change.NONE, Change.GONE):
            hint = _("Take it as it is now: it no longer counts as changed")
            tool("check", item, hint, partial(showcases.accept, showcase_id, item.row_id))
        for icon, by, hint in (
            ("arrow_upward", -1, _("Earlier")),
            ("arrow_downward", 1, _("Later")),
        ):
            moved = [each for each in order if each != item.row_id]
            moved.insert(place + by, item.row_id)
            at_end = not 0 <= place + by <= last
            change = partial(showcases.arrange, showcase_id, moved)
            tool(icon, item, hint, change, disabled=at_end)
        tool("close", item, _("Remove"), partial(remove, opened, item, place))


def tool(
    icon: str, item: Item, hint: str, change: Callable[[], object], *, disabled: bool = False
) -> None:
    """A button of which only the icon is seen (page_frame.css), for a change of the showcase."""
    key, sign = f"{icon}-{item.row_id}", f":material/{icon}:"
    if pressing.button(hint, key=key, icon=sign, type="tertiary", help=hint, disabled=disabled):
        with messages.expected_errors():
            change()
            st.rerun()


def remove(opened: Opened, item: Item, place: int) -> None:
    """Take it out, and offer to put it back."""
    showcases.remove(opened.showcase.id, item.row_id)
    st.session_state[REMOVED] = Removed(opened.showcase.id, item, place)


def undo(opened: Opened) -> None:
    """Offers to put back what was removed last."""
    removed: Removed | None = st.session_state.get(REMOVED)
    if removed is None or removed.showcase_id != opened.showcase.id:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = safe_text.escaped(removed.item.caption, 60) or _("a session")
        st.markdown(_(":material/remove_circle: Removed {name}.", name=name), width="content")
        if pressing.button(_("Undo"), key="put-back", icon=":material/undo:"):
            with messages.expected_errors():
                showcases.put_back(removed.showcase_id, removed.item, removed.place)
                st.session_state.pop(REMOVED)
                st.rerun()
