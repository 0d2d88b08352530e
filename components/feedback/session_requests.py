"""Where the modules beside this one change what a browser's request runs.

Streamlit has no hook between a browser's request and the run that it starts, so its method is
replaced: the module that is installed last is asked first.
"""

from __future__ import annotations

from collections.abc import Callable

from streamlit.runtime.app_session import AppSession

Request = Callable[..., None]
"""`AppSession.request_rerun(session, client_state)`; without a client state for a server's run."""


def change(by: Callable[[Request], Request]) -> None:
    """Replace what handles the requests of all sessions of this process."""
    # mypy refuses to assign to a method, which is all that Streamlit leaves.
    AppSession.request_rerun = by(AppSession.request_rerun)  # type: ignore[method-assign]
