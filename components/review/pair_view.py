"""Two versions side by side without their names: which one is better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID, uuid4

import streamlit as st

from components.feedback import messages
from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.times import exact
from components.frontend import component
from components.preview import preview
from components.session import session_picture, session_preview
from components.url_state.query_string import Reader
from language import _, recognized
from services import review_pairs, reviews
from services.review_pairs import Pair, Ref, Side
from store.errors import NotFound, StoreError
from store.principal import Action, Principal
from store.reviews.review_records import Better

PARAMETER: Final = "pair"
KEY: Final = "review-pair"
REFUSED: Final = "review-pair-refused"
PLACES: Final = {"left": Better.FIRST, "right": Better.SECOND, "same": Better.SAME}

_component = component("review_pair", "review/pair")


def parse_refs(params: Mapping[str, Sequence[str]]) -> tuple[Ref, Ref] | None:
    """The two versions in the address; None if it names none, or not two."""
    refs = Reader({PARAMETER: params.get(PARAMETER, ())}).all(PARAMETER, parse_ref)
    return (refs[0], refs[1]) if len(refs) == 2 else None


def parse_ref(value: str) -> Ref:
    """`<row id>`, or `<row id>.<number in its history>`. Raises ValueError."""
    row_id, dot, number = value.partition(".")
    return Ref(UUID(row_id), int(number) if dot else None)


def address(*refs: Ref) -> dict[str, list[str]]:
    """The address of a pair."""
    return {
        PARAMETER: [
            f"{ref.row_id}" + ("" if ref.version_id is None else f".{ref.version_id}")
            for ref in refs
        ]
    }


def link(*refs: Ref) -> None:
    """A link to a pair."""
    st.page_link(
        "review.py",
        label=_("Which is better?"),
        icon=":material/balance:",
        query_params=address(*refs),
        help=_("Both side by side without their names, in an order by chance"),
    )


def show(refs: tuple[Ref, Ref], me: Principal, clock: Clock) -> None:
    """The pair, and after the choice which is which."""
    try:
        pair = review_pairs.read(*refs)
    except NotFound as error:
        messages.empty(":material/search_off:", _("There is no such pair"), recognized(str(error)))
        return

    def chosen() -> None:
        better = PLACES.get(str(st.session_state[KEY].get("chosen")))
        if better is None:
            return
        try:
            reviews.choose(review_pairs.choice(pair, better), uuid4())
        except StoreError as error:
            st.session_state[REFUSED] = recognized(str(error))

    if refusal := st.session_state.pop(REFUSED, None):
        st.warning(refusal, icon=":material/front_hand:")
    _component(key=KEY, data=data(pair, me, clock), on_chosen_change=chosen)


def data(pair: Pair, me: Principal, clock: Clock) -> dict[str, Any]:
    """What pair.js draws: names only once there is a choice. Both are drawn at one scale."""
    place = next((name for name, each in PLACES.items() if each is pair.choice), None)
    sides = (pair.left, pair.right)
    made = [of_side(side, clock, alone=pair.same_design) for side in sides]
    sizes = [{"width": each["width"], "height": each["height"]} for each in made]
    return {
        "sides": [{**each, "paired": sizes} for each in made],
        "names": [side_name(side, clock) for side in sides] if place else [],
        "addresses": [f"session?id={side.row.id}" for side in sides] if place else [],
        "chosen": place,
        "design": design_of(pair.left, clock) if pair.same_design else None,
        "may": me.may(Action.REVIEW),
    }


def of_side(side: Side, clock: Clock, *, alone: bool) -> dict[str, Any]:
    """The preview of a side; `alone`: without its design, which is drawn between both."""
    is_own = side.ref.version_id is None
    findings = side.findings if is_own else None
    picture = session_picture.picture_of(side.row, side.findings, clock)
    shown = session_preview.component(side.row, side.code, findings, picture.design)
    toolbar = preview.Toolbar("swipe" if alone else "side by side")
    made = preview.component_data(shown, session_preview.beside(picture), toolbar)
    return {**made, "name": _("the design"), "spare": False, "roomy": True}


def design_of(side: Side, clock: Clock) -> dict[str, Any]:
    """The picture of the one design."""
    picture = session_picture.picture_of(side.row, side.findings, clock)
    return preview.of_picture(session_preview.beside(picture))


def side_name(side: Side, clock: Clock) -> str:
    """A side's session and version, as the session's tab Versions names it."""
    name = safe_text.frame_name(side.row.frame_name, 60)
    if side.replaced_at is None:
        return _("{name}, the current code", name=name)
    until = exact(side.replaced_at, clock.zone)
    return _("{name}, the code until {until}", name=name, until=until)
