"""Lets the callbacks of a run finish before the browser's next request stops it.

Streamlit stops a run at its next access to the session state or message to the browser, and drops
the exception where that is within a callback: the callback ends in the middle, its widget no longer
counts as changed, and what was typed or pressed is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

Stop = Callable[[ScriptRunner], None]
"""Stops the run of a script runner if the browser has asked for another one."""

NAME: Final = "_maybe_handle_execution_control_request"


def finish_first(stop: Stop) -> Stop:
    """`stop`, but only once the callbacks have ended and the script has begun."""

    @wraps(stop)
    def stop_later(runner: ScriptRunner) -> None:
        context = get_script_run_ctx(suppress_warning=True)
        if context is None or context.has_script_started:
            stop(runner)

    return stop_later


def install() -> None:
    """Make all script runners of this process do so, once."""
    stop = getattr(ScriptRunner, NAME)
    if not hasattr(stop, "__wrapped__"):
        setattr(ScriptRunner, NAME, finish_first(stop))
