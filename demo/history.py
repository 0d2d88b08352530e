"""Demo sessions that people acted on, one for every kind of story that the dashboard tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from demo.planned_row import Deed, PlannedRow, error_code, planned


def rows(random: Random, now: datetime) -> list[PlannedRow]:
    """One session for each story, as it is after the actions on it."""

    def ago(**amount: float) -> datetime:
        return now - timedelta(**amount)

    def session(status: str, **amount: float) -> PlannedRow:
        """A session that was last written at this time, and imported long before."""
        row = planned(random, ago(**amount) - timedelta(days=4), status)
        return replace(row, updated_at=ago(**amount))

    def stuck(at: datetime, actor: str, reason: str) -> Deed:
        """A reset of a session that had been generating for 20 minutes."""
        return Deed("reset", at, actor, reason, status="generating", idle=timedelta(minutes=20))

    def failed(at: datetime, actor: str, reason: str) -> Deed:
        """A reset of a session that had failed 10 minutes before."""
        code, idle = error_code(random), timedelta(minutes=10)
        return Deed("reset", at, actor, reason, status="error", error_code=code, idle=idle)

    repeat_offender = session("generating", minutes=26)
    finished_late = session("ready", hours=2)
    started_again = session("ready", hours=23, minutes=53)
    waiting = session("pending", minutes=40)
    given_up = session("error", minutes=55)
    failed_again = session("error", hours=3)
    put_back = session("error", hours=8)
    renamed = session("ready", hours=6)
    return [
        repeat_offender.after(
            stuck(ago(hours=60), "alice", "Ticket 4711: the spinner does not end"),
            stuck(ago(hours=31), "bob", "Ticket 4711, second message"),
            stuck(ago(hours=5), "alice", "Ticket 4711, third message"),
            Deed("answer", ago(hours=4, minutes=58), "alice", "reset, English"),
        ),
        finished_late.after(
            stuck(ago(hours=2, seconds=4), "bob", "Ticket 4790"),
            Deed("answer", ago(hours=1, minutes=57), "bob", "ready, Deutsch"),
        ),
        started_again.after(failed(ago(hours=24), "alice", "Ticket 4764: retry does nothing")),
        waiting.after(
            failed(ago(minutes=40), "bob", "Ticket 4812"),
            Deed("answer", ago(minutes=39), "bob", "reset, Français"),
        ),
        given_up.after(
            stuck(ago(hours=30), "alice", "Ticket 4770"),
            Deed("fail", ago(minutes=55), "alice", "Stops each time, told engineering",
                 status="generating", idle=timedelta(minutes=45)),
        ),
        failed_again.after(failed(ago(hours=5), "bob", "Ticket 4801")),
        put_back.after(
            Deed("reset", ago(hours=7, minutes=30), "bob", "", status="error",
                 error_code=put_back.error_code, idle=timedelta(minutes=30)),
            Deed("undo", ago(hours=7, minutes=29), "bob", "The wrong session"),
        ),
        renamed.after(Deed("edit", ago(hours=6), "carol", "Name as the customer has it")),
    ]  # fmt: skip
