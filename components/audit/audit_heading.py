"""An action of the audit log in words: who did what, when and why."""

from __future__ import annotations

from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import Final

from components.formatting import safe_text
from components.formatting.clock import Clock
from components.formatting.times import ago, exact, zone_name
from language import _, capitalized, recognized
from store.actions.receipts import AuditEntry, LoggedAction, Receipt
from store.principal import QUIET, Action

ICONS: Final = MappingProxyType(
    {
        "reset": ":material/restart_alt:",
        "bulk reset": ":material/restart_alt:",
        "fail": ":material/report:",
        "edit": ":material/edit:",
        "edit content": ":material/edit:",
        "delete": ":material/delete:",
        "undo": ":material/undo:",
        "reveal": ":material/visibility:",
        "answer": ":material/outgoing_mail:",
        "change setting": ":material/tune:",
        "triage": ":material/inbox:",
        "view": ":material/bookmark:",
        "showcase": ":material/slideshow:",
        "review": ":material/rate_review:",
        "review reason": ":material/label:",
    }
)
OTHER: Final = ":material/bolt:"


def heading(entry: AuditEntry | LoggedAction | Receipt, now: datetime, zone: tzinfo) -> str:
    """Who did what, when and why, as markdown."""
    icon = ICONS.get(entry.action, OTHER)
    bulk = _(" :gray-badge[part of a bulk action]") if entry.batch_id else ""
    if isinstance(entry, LoggedAction) and entry.bulk_name is not None:
        bulk = "" if entry.action == Action.BULK_RESET else _(" :gray-badge[bulk reset]")
    elif isinstance(entry, LoggedAction) and entry.batches > 1:
        bulk = _(" :gray-badge[bulk action, {batches:,} batches]", batches=entry.batches)
    step = ""
    if entry.action == Action.BULK_RESET:
        step = f"  \n{safe_text.escaped(recognized(entry.scope), 500)}"
    reason = f"  \n“{safe_text.escaped(entry.reason, 500)}”" if entry.reason else ""
    return _(
        "{icon} **{action}** by **{actor}** ({role}){bulk} :gray[· {ago} · {at} "
        "{zone}]{step}{reason}",
        icon=icon,
        action=safe_text.escaped(capitalized(_(entry.action))),
        actor=safe_text.escaped(entry.actor, 80),
        role=safe_text.escaped(_(entry.role), 20),
        bulk=bulk,
        ago=ago(entry.at, now),
        at=exact(entry.at, zone),
        zone=safe_text.escaped(zone_name(zone)),
        step=step,
        reason=reason,
    )


def is_quiet(action: LoggedAction) -> bool:
    """Whether it changed no session, has no undo, and its scope says everything."""
    return action.action in QUIET and bool(action.scope) and not action.changed


def line(action: LoggedAction, clock: Clock) -> str:
    """What was done, by whom and when, as one line of markdown."""
    times = ""
    if action.times > 1 and action.since:
        times = _(
            " · {times} times, first {ago}", times=action.times, ago=ago(action.since, clock.now)
        )
    return _(
        ":gray[{icon}] {scope} :gray[· {actor} · {ago}{times}]",
        icon=ICONS.get(action.action, OTHER),
        scope=safe_text.escaped(recognized(action.scope), 200),
        actor=safe_text.escaped(action.actor, 80),
        ago=ago(action.at, clock.now),
        times=times,
    )
