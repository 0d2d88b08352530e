"""What was rendered since a moment. Only the latest renders are read."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from store.quality.quality_records import Sample
from store.records import DEVICE_WIDTHS
from store.sessions.current import RUNTIME

MOST: Final = 101

_RENDERED: Final = text(
    """
    SELECT r.rendered_at
    FROM dashboard.renders AS r JOIN public.prototype_sessions AS p ON p.id = r.row_id
    WHERE r.rendered_at > :after AND r.runtime = :runtime
      AND p.updated_at >= :since AND p.updated_at < :until
      AND (CAST(:low AS integer) IS NULL OR p.frame_width >= :low)
      AND (CAST(:high AS integer) IS NULL OR p.frame_width <= :high)
    ORDER BY r.rendered_at DESC LIMIT :most
    """
)


def rendered_since(db: Session, sample: Sample, after: datetime) -> tuple[datetime, ...]:
    """When rows of the sample were rendered after a moment, the latest first, MOST at most."""
    low, high = DEVICE_WIDTHS[sample.device] if sample.device else (None, None)
    parameters = {
        "after": after,
        "runtime": RUNTIME,
        "since": sample.since,
        "until": sample.until,
        "low": low,
        "high": high,
        "most": MOST,
    }
    return tuple(db.scalars(_RENDERED, parameters))
