"""The codes that a session had: the list, the difference of any two, and a look at each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Final, Protocol
from uuid import UUID

import streamlit as st

from components.code import code_difference, code_view
from components.feedback import messages
from components.formatting.numbers import bytes_text
from components.formatting.safe_text import escaped
from components.formatting.times import MISSING, ago, exact, zone_name
from components.system import facts
from store.records import CodeVersion, SessionSummary

CURRENT: Final = "current"
VIEWS: Final = ("Difference", "One version")

Preview = Callable[[str], None]


class Reads(Protocol):
    """Where the codes come from; both raise NotFound."""

    def code(self, row_id: UUID) -> str | None: ...
    def version_code(self, version_id: int) -> str: ...


def show(
    row: SessionSummary,
    versions: Sequence[CodeVersion],
    reads: Reads,
    *,
    enabled: bool,
    now: datetime,
    zone: tzinfo,
    preview: Preview | None = None,
) -> None:
    """The versions of a session's code, newest first. `preview` draws one, above its text."""
    if not versions:
        nothing_kept(enabled=enabled)
        return
    if not enabled:
        st.info(
            "The code history is off: what is replaced from now on is not kept. "
            "`scripts/code-history enable` switches it on.",
            icon=":material/history_toggle_off:",
        )
    # Numbered, because a select box tells its options apart by their labels.
    names = {CURRENT: "Current"}
    for place, each in enumerate(versions):
        names[str(each.id)] = f"{len(versions) - place}, until {exact(each.replaced_at, zone)}"
    facts.table(
        (f"Version, times in {escaped(zone_name(zone))}", "Replaced", "Size"),
        [
            ("**Current**", MISSING, bytes_text(row.code_bytes)),
            *(
                (names[str(each.id)], ago(each.replaced_at, now), bytes_text(each.bytes))
                for each in versions
            ),
        ],
        alt="Versions of the code, newest first",
    )

    def code_of(choice: str) -> str:
        return (reads.code(row.id) if choice == CURRENT else reads.version_code(int(choice))) or ""

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
        show_difference(names, code_of)
    else:
        show_one(names, code_of, row.frame_name, preview)


def nothing_kept(*, enabled: bool) -> None:
    """Why there is no earlier version."""
    if enabled:
        messages.empty(
            ":material/history:",
            "No earlier version",
            "This code has not been replaced since the history was switched on. When the backend "
            "generates it again, or somebody edits it, the earlier code is listed here.",
        )
    else:
        messages.empty(
            ":material/history_toggle_off:",
            "The code history is off",
            "The backend overwrites code in place, and on this database nothing keeps what was "
            "there. An operator can switch it on with `scripts/code-history enable`.",
        )


def show_difference(names: Mapping[str, str], code_of: Callable[[str], str]) -> None:
    """Two versions side by side: the newest kept one and the current one, unless chosen."""
    left, right = st.columns(2)
    with left:
        old = choose("Before", "old", names, default=list(names)[1])
    with right:
        new = choose("After", "new", names, default=CURRENT)
    with st.skeleton(height=300):
        before, after = code_of(old), code_of(new)
    code_difference.show(before, after, (names[old], names[new]), key="version-difference")


def show_one(
    names: Mapping[str, str],
    code_of: Callable[[str], str],
    frame_name: str | None,
    preview: Preview | None,
) -> None:
    """One version as it looked, and its text."""
    chosen = choose("Version", "version", names, default=list(names)[1])
    with st.skeleton(height=300):
        code = code_of(chosen)
    if preview:
        preview(code)
    code_view.show(code, frame_name, lambda: code_of(chosen))


def choose(label: str, key: str, names: Mapping[str, str], *, default: str) -> str:
    """A version, kept in the address by its number; one that is gone gives way to the default."""
    asked = st.query_params.get(key, default)
    if asked not in names:
        st.caption(f":material/link_off: The version that `{key}` in the address names is gone.")
        del st.query_params[key]
        asked = default
    if st.session_state.get(key) != asked:
        st.session_state[key] = asked
    return st.selectbox(
        label,
        list(names),
        key=key,
        format_func=lambda choice: names[choice],
        on_change=lambda: st.query_params.update({key: st.session_state[key]}),
    )
