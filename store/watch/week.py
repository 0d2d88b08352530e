"""The figures of a week, for the digest."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.insights import failures
from store.watch.watch_records import Week

WEEK: Final = timedelta(days=7)

_COUNTS: Final = text(
    """
    SELECT (SELECT count(*) FROM public.prototype_sessions
            WHERE created_at >= :since AND created_at < :until) AS imported,
           (SELECT count(*) FROM dashboard.receipts AS r JOIN dashboard.audit AS a
            USING (request_id)
            WHERE r.at >= :since AND r.at < :until AND r.action = 'reset') AS reset,
           (SELECT count(*) FROM dashboard.incidents
            WHERE opened_at >= :since AND opened_at < :until) AS alerts
    """
)


def figures(db: Session, until: datetime) -> Week:
    """The seven days up to `until`, which may be some days ago, and the seven before."""
    this = db.execute(_COUNTS, {"since": until - WEEK, "until": until}).one()
    last = db.execute(_COUNTS, {"since": until - 2 * WEEK, "until": until - WEEK}).one()
    # Each of these counts to now.
    later, with_this, with_both = (
        failures.count(db, since=until - weeks * WEEK).total.value for weeks in range(3)
    )
    return Week(
        imported=(this.imported, last.imported),
        failed=(with_this - later, with_both - with_this),
        reset=(this.reset, last.reset),
        alerts=(this.alerts, last.alerts),
    )
