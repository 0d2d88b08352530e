"""A looping showcase: when it steps on by itself, and whom it waits for."""

from __future__ import annotations

from typing import Any, Final

import pytest

from settings import ROOT
from tests import javascript

TICK: Final = 0.25
"""Seconds until the loop notices what is used."""
SCRIPT: Final = """
let now = 0;
let tick = () => {};
globalThis.performance = { now: () => now };
globalThis.setInterval = (run, ms) => { tick = run; globalThis.period = ms; };
globalThis.document = { hidden: false, activeElement: null, addEventListener() {} };
Object.defineProperty(globalThis, "navigator", { value: {} });
const { Loop } = await import(`${given.frontend}/present/loop.js`);
const frame = {};
const steps = [];
const loop = new Loop(given.every, { current: { frame }, step: () => steps.push(now / 1_000) });
const events = {
  press: () => loop.rest(),
  enter: () => { document.activeElement = frame; },
  leave: () => { document.activeElement = null; },
};
while (now < given.seconds * 1_000) {
  events[given.events[now / 1_000]]?.();
  now += globalThis.period ?? 250;
  tick();
}
console.log(JSON.stringify(steps));
"""


def steps(every: int | None, seconds: int, events: dict[int, str] | None = None) -> list[float]:
    """The seconds after which the loop stepped on, given what happened at which second."""
    given: dict[str, Any] = {
        "frontend": str(ROOT / "frontend"),
        "every": every,
        "seconds": seconds,
        "events": {str(second): event for second, event in (events or {}).items()},
    }
    found: list[float] = javascript.run(SCRIPT, given)
    return found


def test_it_steps_on_at_its_pace() -> None:
    assert steps(3, 10) == [3, 6, 9]


def test_without_a_pace_it_stays() -> None:
    assert steps(None, 60) == []


def test_a_press_begins_the_wait_again() -> None:
    assert steps(5, 12, {4: "press"}) == [9]


@pytest.mark.parametrize(
    ("every", "waits"), [(3, 30), (20, 80)], ids=["at least half a minute", "four times as long"]
)
def test_it_waits_for_whoever_uses_the_prototype(every: int, waits: int) -> None:
    assert steps(every, waits + 2, {1: "enter"}) == [1 + waits + TICK]


def test_it_waits_its_pace_again_when_nobody_uses_it_any_more() -> None:
    assert steps(3, 15, {1: "enter", 10: "leave"}) == [10 + TICK + 3]
