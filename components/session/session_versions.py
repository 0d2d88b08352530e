"""The Versions tab: earlier code of a session, single or compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from components.code import code_difference, code_view
from components.feedback import messages
from components.formatting.clock import Clock
from components.formatting.numbers import bytes_text
from components.formatting.safe_text import escaped
from components.formatting.times import MISSING, ago, exact, zone_name
from components.pictures import Picture
from components.review import pair_view
from components.session import session_preview, version_matches
from components.system import facts
from components.url_state import address, labels
from components.url_state.parameters import drop_parameter
from language import N_, _
from services import resources, session
from services.review_pairs import Ref
from services.session import Versions
from store.records import SessionSummary

CURRENT: Final = "current"
VIEWS: Final = (N_("Difference"), N_("One version"))


def show(row: SessionSummary, versions: Versions, picture: Picture, clock: Clock) -> None:
    """The versions of a session's code, newest first, and a difference or one of them.

    Raises NotFound.
    """
    if not versions.replaced:
        nothing_kept(enabled=versions.enabled)
        return
    if not versions.enabled:
        st.info(
            _(
                "The code history is off: code that is replaced from now on is not kept. "
                "To turn it on, run `scripts/code-history enable`."
            ),
            icon=":material/history_toggle_off:",
        )
    # Numbered, because a select box tells its options apart by their labels.
    names = {CURRENT: _("Current")}
    for place, each in enumerate(versions.replaced):
        until = exact(each.replaced_at, clock.zone)
        names[str(each.id)] = _(
            "{count}, until {until}", count=len(versions.replaced) - place, until=until
        )
    matches = version_matches.texts(versions)
    facts.table(
        (
            _("Version, times in {zone}", zone=escaped(zone_name(clock.zone))),
            _("Match"),
            _("Replaced"),
            _("Size"),
        ),
        [
            (f"**{_('Current')}**", matches[0], MISSING, bytes_text(row.code_bytes)),
            *(
                (
                    names[str(each.id)],
                    match,
                    ago(each.replaced_at, clock.now),
                    bytes_text(each.bytes),
                )
                for each, match in zip(versions.replaced, matches[1:], strict=True)
            ),
        ],
        alt=_("Versions of the code, newest first"),
    )

    labels.match_label("show", VIEWS)
    view = st.segmented_control(
        _("Show"),
        [_(each) for each in VIEWS],
        default=_(VIEWS[0]),
        key="show",
        bind="query-params",
        required=True,
        label_visibility="collapsed",
    )
    if view == _(VIEWS[0]):
        show_difference(row, names)
    else:
        show_one(row, names, picture)


def nothing_kept(*, enabled: bool) -> None:
    """Say why there is no earlier version."""
    if enabled:
        messages.empty(
            ":material/history:",
            _("No earlier version"),
            _(
                "This code has not been replaced since the history was turned on. When "
                "the backend generates it again, or somebody edits it, the earlier code "
                "is listed here."
            ),
        )
    else:
        messages.empty(
            ":material/history_toggle_off:",
            _("The code history is off"),
            _(
                "The backend overwrites code in place, and this database does not keep "
                "the earlier code. An operator can turn it on with `scripts/code-history "
                "enable`."
            ),
        )


def show_difference(row: SessionSummary, names: Mapping[str, str]) -> None:
    """Two versions side by side, by default the newest kept one and the current one."""
    left, right = st.columns(2)
    with left:
        old = choose(_("Before"), "old", names, default=list(names)[1])
    with right:
        new = choose(_("After"), "new", names, default=CURRENT)
    if old != new:
        chosen = (None if each == CURRENT else int(each) for each in (old, new))
        pair_view.link(*(Ref(row.id, each) for each in chosen))
    with st.skeleton(height=300):
        before, after = codes(row, old, new)
    code_difference.show(before, after, (names[old], names[new]), key="version-difference")


def show_one(row: SessionSummary, names: Mapping[str, str], picture: Picture) -> None:
    """One version: its preview and its text."""
    chosen = choose(_("Version"), "version", names, default=list(names)[1])
    with st.skeleton(height=300):
        (code,) = codes(row, chosen)
    session_preview.show(row, code, picture=picture)
    whole = resources.for_later(lambda: codes(row, chosen)[0])
    code_view.show(code, row.frame_name, whole)


def codes(row: SessionSummary, *choices: str) -> list[str]:
    """The codes of these choices. Raises NotFound."""
    versions = [None if choice == CURRENT else int(choice) for choice in choices]
    result = session.codes(row.id, versions)
    return [result[version] for version in versions]


def choose(label: str, key: str, names: Mapping[str, str], *, default: str) -> str:
    """The version in the URL, or the default if that one no longer exists."""
    wanted = st.query_params.get(key, default)
    if wanted not in names:
        st.caption(
            _(":material/link_off: The version in the address (`{key}`) no longer exists.", key=key)
        )
        drop_parameter(key)
        wanted = default
    if st.session_state.get(key) != wanted:
        st.session_state[key] = wanted
    return st.selectbox(
        label,
        list(names),
        key=key,
        format_func=lambda choice: names[choice],
        on_change=lambda: address.put({key: [st.session_state[key]]}, bound=True),
    )
