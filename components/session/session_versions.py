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
from components.session import session_preview, version_matches
from components.system import facts
from services import resources, session
from services.session import Versions
from store.records import SessionSummary

CURRENT: Final = "current"
VIEWS: Final = ("Difference", "One version")


def show(row: SessionSummary, versions: Versions, picture: Picture, clock: Clock) -> None:
    """The versions of a session's code, newest first, and a difference or one of them.

    Raises NotFound.
    """
    if not versions.kept:
        nothing_kept(enabled=versions.enabled)
        return
    if not versions.enabled:
        st.info(
            "The code history is off: code that is replaced from now on is not kept. "
            "To turn it on, run `scripts/code-history enable`.",
            icon=":material/history_toggle_off:",
        )
    # Numbered, because a select box tells its options apart by their labels.
    names = {CURRENT: "Current"}
    for place, each in enumerate(versions.kept):
        until = exact(each.replaced_at, clock.zone)
        names[str(each.id)] = f"{len(versions.kept) - place}, until {until}"
    matches = version_matches.texts(versions)
    facts.table(
        (f"Version, times in {escaped(zone_name(clock.zone))}", "Match", "Replaced", "Size"),
        [
            ("**Current**", matches[0], MISSING, bytes_text(row.code_bytes)),
            *(
                (
                    names[str(each.id)],
                    match,
                    ago(each.replaced_at, clock.now),
                    bytes_text(each.bytes),
                )
                for each, match in zip(versions.kept, matches[1:], strict=True)
            ),
        ],
        alt="Versions of the code, newest first",
    )

    view = st.segmented_control(
        "Show",
        VIEWS,
        default=VIEWS[0],
        key="show",
        bind="query-params",
        required=True,
        label_visibility="collapsed",
    )
    if view == VIEWS[0]:
        show_difference(row, names)
    else:
        show_one(row, names, picture)


def nothing_kept(*, enabled: bool) -> None:
    """Say why there is no earlier version."""
    if enabled:
        messages.empty(
            ":material/history:",
            "No earlier version",
            "This code has not been replaced since the history was turned on. When the backend "
            "generates it again, or somebody edits it, the earlier code is listed here.",
        )
    else:
        messages.empty(
            ":material/history_toggle_off:",
            "The code history is off",
            "The backend overwrites code in place, and this database does not keep the earlier "
            "code. An operator can turn it on with `scripts/code-history enable`.",
        )


def show_difference(row: SessionSummary, names: Mapping[str, str]) -> None:
    """Two versions side by side, by default the newest kept one and the current one."""
    left, right = st.columns(2)
    with left:
        old = choose("Before", "old", names, default=list(names)[1])
    with right:
        new = choose("After", "new", names, default=CURRENT)
    with st.skeleton(height=300):
        before, after = codes(row, old, new)
    code_difference.show(before, after, (names[old], names[new]), key="version-difference")


def show_one(row: SessionSummary, names: Mapping[str, str], picture: Picture) -> None:
    """One version: its preview and its text."""
    chosen = choose("Version", "version", names, default=list(names)[1])
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
        st.caption(f":material/link_off: The version in the address (`{key}`) no longer exists.")
        del st.query_params[key]
        wanted = default
    if st.session_state.get(key) != wanted:
        st.session_state[key] = wanted
    return st.selectbox(
        label,
        list(names),
        key=key,
        format_func=lambda choice: names[choice],
        on_change=lambda: st.query_params.update({key: st.session_state[key]}),
    )
