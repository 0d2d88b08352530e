"""Checks that a page keeps responding, compared with an idle page of the same machine.

A worker of each page sends beats, and the page answers them. A page whose main thread is blocked
leaves beats unanswered; a busy machine holds up the idle page, too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

Run = Callable[[str], Any]

BEAT_MS: Final = 50
MOST_BEATS: Final = 20
"""In a row that may stay unanswered, more than on the idle page."""
_START: Final = f"""(() => {{
  const beat = `
    let number = 0, waiting = 0, most = 0;
    setInterval(() => {{
      most = Math.max(most, ++waiting);
      postMessage({{ most, number: ++number }});
    }}, {BEAT_MS});
    onmessage = () => (waiting = 0);
  `;
  const worker = new Worker(URL.createObjectURL(new Blob([beat])));
  window.pulse = {{ most: 0, number: 0 }};
  worker.onmessage = ({{ data }}) => {{
    window.pulse = data;
    worker.postMessage(null);
  }};
  window.nextBeat = () => new Promise((resolve) => {{
    const answered = () => setTimeout(() => resolve(window.pulse));
    worker.addEventListener("message", answered, {{ once: true }});
  }});
  window.endPulse = () => worker.terminate();
  window.beats = async (count) => {{
    for (let left = count; left > 0; left -= 1) await window.nextBeat();
  }};
  return window.nextBeat();
}})()"""


class Pulse:
    """Beats from now on; `run` and `run_idle` return the value of an expression in either page."""

    def __init__(self, run: Run, run_idle: Run) -> None:
        self._run, self._run_idle = run, run_idle
        self._run_idle(_START)
        self._run(_START)

    def wait(self, beats: int) -> None:
        """Wait until the page has answered so many more."""
        self._run(f"window.beats({beats})")

    def check(self) -> None:
        """Raises AssertionError if the page was held up since it began."""
        self.wait(3)
        most = self._run("window.pulse")["most"]
        idle = self._run_idle("window.pulse")["most"]
        self._run_idle("window.endPulse()")
        assert most <= MOST_BEATS + idle, f"The page was held up for {most} beats, others {idle}"
