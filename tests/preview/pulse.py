"""Checks that a page keeps responding, without using this machine's clock.

A worker of the page sends beats, and the page answers each. A busy machine slows both down equally;
a page whose main thread is blocked leaves beats unanswered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

BEAT_MS: Final = 50
MOST_BEATS: Final = 20
"""In a row that may stay unanswered."""
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
  window.beats = async (count) => {{
    for (let left = count; left > 0; left -= 1) await window.nextBeat();
  }};
  return window.nextBeat();
}})()"""


class Pulse:
    """Beats from now on; `run` returns the value of an expression in the page."""

    def __init__(self, run: Callable[[str], Any]) -> None:
        self._run = run
        self._run(_START)

    def wait(self, beats: int) -> None:
        """Wait until the page has answered so many more."""
        self._run(f"window.beats({beats})")

    def check(self) -> None:
        """Raises AssertionError if the page was held up since it began."""
        self.wait(3)
        pulse = self._run("window.pulse")
        most = pulse["most"]
        assert most <= MOST_BEATS, f"The page was held up for {most} beats"
