"""Changes the address so that no request of the browser undoes it.

Each request carries the address that the browser had when it was sent. One that was sent before the
browser heard of a change, such as the report of a component that has just loaded, would bring the
former address back, or stop the run that opens another page. `kept` then makes the change again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Final, NamedTuple

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

Params = Mapping[str, str | Sequence[str]]
Values = tuple[str, ...]

PAGE: Final = "address-page"
CHANGED: Final = "address-changed"
LEAVING: Final = "address-leaving"

PRESS: Final = "press-"
"""How the keys begin under which callbacks keep what the next run of their page is to open."""

RUN_SECONDS: Final = 60.0
"""How long a change is made again if no run of the page has ended since. On a slow machine, each of
a dozen components that load one after the other may stop a run by its report."""
LATE_SECONDS: Final = 2.0
"""The same after a run has ended: so long may a request have been under way."""


class Changed(NamedTuple):
    """What a page's parameters were, and what they were changed to, until when it is to hold."""

    page: str
    before: Mapping[str, frozenset[Values]]
    after: Mapping[str, Values]
    bound: bool
    until: float

    def is_undone(self) -> bool:
        """Whether the parameters are, all or some, what they were before."""
        here = {name: _values(name) for name in self.after}
        return here != self.after and all(
            value == self.after[name] or value in self.before[name] for name, value in here.items()
        )


class Leaving(NamedTuple):
    """A page that is being left, and where to."""

    page: str
    script: str
    params: Params
    press: str
    until: float

    def is_over(self, page: str, now: float) -> bool:
        """Whether the other page has opened, or another one has."""
        there = {
            name: (value,) if isinstance(value, str) else tuple(value)
            for name, value in self.params.items()
        }
        same = {name: _values(name) for name in st.query_params} == there
        return page != self.page or same or now > self.until


def put(values: Mapping[str, Sequence[str]], *, bound: bool = False) -> None:
    """Change some parameters as one history entry; those without values are removed.

    On a page that binds others to its widgets (`bound`), each removal is an entry of its own.
    """
    wanted = {name: tuple(given) for name, given in values.items()}
    if any(_values(name) != given for name, given in wanted.items()):
        _remember(wanted, bound=bound)
        _write(wanted, bound=bound)


def go(script: str, params: Params | None = None, *, press: str = "") -> None:
    """Open another page, such as `session.py`, with exactly these parameters. Ends the run.

    `press` is the key of what a callback has kept in the session state for this; it is removed, but
    not before this is sure to happen.
    """
    page, until = st.session_state.get(PAGE, ""), monotonic() + RUN_SECONDS
    st.session_state[LEAVING] = leaving = Leaving(page, script, params or {}, press, until)
    _leave(leaving)


def forget_presses(page: str) -> None:
    """Forget what another page was to open, before anything of this page, by its path, is drawn.

    What was asked for last counts. Otherwise a text that Streamlit calls back for once more, in the
    run that opens its session, would lead back to it later.
    """
    if page != st.session_state.get(PAGE, page):
        for key in [each for each in st.session_state if str(each).startswith(PRESS)]:
            del st.session_state[key]


@contextmanager
def kept(page: str) -> Iterator[None]:
    """Draw a page, by its path, whose last change is made again if this run's request undoes it."""
    _restore(page)
    yield
    _settle()


def _restore(page: str) -> None:
    now = monotonic()
    context = get_script_run_ctx(suppress_warning=True)
    moved_by_hand = context is not None and context.is_history_navigation
    leaving: Leaving | None = st.session_state.get(LEAVING)
    if leaving and (moved_by_hand or leaving.is_over(page, now)):
        del st.session_state[LEAVING]
    elif leaving:
        _leave(leaving)
    st.session_state[PAGE] = page
    changed: Changed | None = st.session_state.get(CHANGED)
    if changed is None:
        return
    if moved_by_hand or page != changed.page or now > changed.until:
        del st.session_state[CHANGED]
    elif changed.is_undone():
        _write(changed.after, bound=changed.bound)


def _settle() -> None:
    # What the browser sends from now on knows of this run's changes.
    changed: Changed | None = st.session_state.get(CHANGED)
    if changed is not None:
        until = min(changed.until, monotonic() + LATE_SECONDS)
        st.session_state[CHANGED] = changed._replace(until=until)


def _leave(leaving: Leaving) -> None:
    if leaving.press:
        st.session_state.pop(leaving.press, None)
    st.switch_page(leaving.script, query_params=leaving.params)


def _remember(wanted: Mapping[str, Values], *, bound: bool) -> None:
    page, now = st.session_state.get(PAGE, ""), monotonic()
    last: Changed | None = st.session_state.get(CHANGED)
    before: dict[str, frozenset[Values]] = {}
    after: dict[str, Values] = {}
    if last and last.page == page and now <= last.until:
        before, after = dict(last.before), dict(last.after)
    for name, values in wanted.items():
        before[name] = before.get(name, frozenset()) | {_values(name)}
        after[name] = values
    st.session_state[CHANGED] = Changed(page, before, after, bound, now + RUN_SECONDS)


def _values(name: str) -> Values:
    return tuple(st.query_params.get_all(name))


def _write(wanted: Mapping[str, Values], *, bound: bool) -> None:
    new = {name: list(values) for name, values in wanted.items() if values}
    if bound:
        # Without anything to change, `update` would send the browser the address as it was.
        if changed := {name: new[name] for name in new if wanted[name] != _values(name)}:
            st.query_params.update(changed)
        for name in wanted.keys() - new.keys():
            st.query_params.pop(name, None)
        return
    others = {name: st.query_params.get_all(name) for name in st.query_params if name not in wanted}
    st.query_params.from_dict({**others, **new})
