"""Statistics over the renders of a span of time, in one statement over a bounded sample of rows.

Rows are chosen by the index over their last update; their insights and renders are read by key.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from store.quality.classes import DEVICE, step
from store.quality.quality_records import (
    CODE_STEPS,
    MOST_ROWS,
    NODE_STEPS,
    BucketSize,
    Class,
    Figures,
    Point,
    Quality,
    Sample,
    Trait,
)
from store.records import DEVICE_WIDTHS
from store.renders.render_records import FAILED, SHOWN
from store.sessions.current import RULES, RUNTIME
from store.together import gather
from store.zones import in_zone

# Rows are of the same span in a list that is filtered by the same times.
_SAMPLE: Final = f"""
    chosen AS MATERIALIZED (
        SELECT id, xmin::text AS version, updated_at, frame_width,
               octet_length(generated_code) AS code_bytes
        FROM public.prototype_sessions
        WHERE updated_at >= :since AND updated_at < :until AND generated_code <> ''
          AND (CAST(:low AS int) IS NULL OR frame_width >= :low)
          AND (CAST(:high AS int) IS NULL OR frame_width <= :high)
        ORDER BY updated_at DESC, id DESC LIMIT :most
    ), sample AS MATERIALIZED (
        SELECT date_trunc(:bucket, p.updated_at AT TIME ZONE :zone) AS bucket,
               {DEVICE} AS device, {step("i.node_count", NODE_STEPS)} AS nodes,
               {step("p.code_bytes", CODE_STEPS)} AS code,
               NULLIF(r.font, '') AS font,
               CASE WHEN r.row_id IS NOT NULL
                    THEN CASE WHEN r.verdict = 'stand-ins' THEN 'yes' ELSE 'no' END
               END AS stand_ins,
               r.verdict, r.score, CASE WHEN r.score < 100 THEN floor(r.score / 10)::int
                                      WHEN r.score >= 100 THEN 9 END AS decile,
               COALESCE(CASE WHEN :by_score
                    THEN r.score >= :least AND r.score <= :greatest
                    ELSE r.verdict = ANY(:failed) END, false) AS bad
        FROM chosen AS p
        LEFT JOIN dashboard.insights AS i
          ON i.row_id = p.id AND i.row_version = p.version AND i.rules = :rules
        LEFT JOIN dashboard.renders AS r
          ON r.row_id = i.row_id AND r.runtime = :runtime
         AND r.code_md5 = i.code_md5 AND r.design_md5 = i.design_md5
    )
"""

_QUALITY: Final = text(
    f"""
    WITH {_SAMPLE}
    SELECT GROUPING(bucket, device, nodes, code, font, stand_ins, verdict, decile) AS set,
           bucket AT TIME ZONE :zone AS start, device, nodes, code, font, stand_ins, verdict,
           decile,
           count(*) AS rows, count(verdict) AS rendered,
           count(*) FILTER (WHERE verdict = ANY(:shown)) AS shown,
           count(*) FILTER (WHERE verdict = ANY(:failed)) AS failed,
           count(score) AS matched, count(*) FILTER (WHERE bad) AS bad,
           avg(score) AS mean, percentile_cont(0.5) WITHIN GROUP (ORDER BY score) AS median
    FROM sample
    GROUP BY GROUPING SETS
        ((), (bucket), (device), (nodes), (code), (font), (stand_ins), (verdict), (decile))
    ORDER BY start, rows DESC
    LIMIT 5000
    """
)
# GROUPING has a bit for each column that the row is not grouped by, the first one highest.
_COLUMNS: Final = ("bucket", "device", "nodes", "code", "font", "stand_ins", "verdict", "decile")
_ALL: Final = 2 ** len(_COLUMNS) - 1
_SETS: Final = {_ALL - 2**place: name for place, name in enumerate(reversed(_COLUMNS))}
_FIGURES: Final = tuple(Figures.model_fields)


def spans(
    db: Session, samples: Sequence[Sample], bucket: BucketSize, zone: str
) -> tuple[Quality, ...]:
    """`quality` of each in the viewer's zone, or in UTC if PostgreSQL lacks it; read together.

    Only for reads: what PostgreSQL refuses ends a transaction of several statements.
    """

    def read(known: str) -> tuple[Quality, ...]:
        queries = [partial(quality, sample=each, bucket=bucket, zone=known) for each in samples]
        return gather(db, *queries)

    return in_zone(read, zone)[1]


def quality(db: Session, sample: Sample, *, bucket: BucketSize, zone: str) -> Quality:
    """What became of a sample; `zone` is a name that the server knows."""
    low, high = DEVICE_WIDTHS[sample.device] if sample.device else (None, None)
    least, greatest = sample.worst.score or (None, None)
    rows = db.execute(
        _QUALITY,
        {
            "since": sample.since,
            "until": sample.until,
            "low": low,
            "high": high,
            "most": MOST_ROWS,
            "bucket": bucket,
            "zone": zone,
            "by_score": sample.worst.score is not None,
            "least": 0 if least is None else least,
            "greatest": 100 if greatest is None else greatest,
            "failed": [str(each) for each in FAILED],
            "shown": [str(each) for each in SHOWN],
            "rules": RULES,
            "runtime": RUNTIME,
        },
    ).all()
    by_set: dict[str, list[Row[Any]]] = {}
    for row in rows:
        by_set.setdefault(_SETS.get(row.set, ""), []).append(row)
    everything = _figures(by_set[""][0])
    return Quality(
        all=Figures(**everything),
        points=tuple(Point(start=row.start, **_figures(row)) for row in by_set.get("bucket", [])),
        classes=tuple(
            Class(trait=trait, value=getattr(row, name), **_figures(row))
            for trait, name in ((each, each.replace("-", "_")) for each in Trait)
            for row in by_set.get(name, [])
        ),
        verdicts={row.verdict: row.rows for row in by_set.get("verdict", []) if row.verdict},
        deciles={
            row.decile: row.rows for row in by_set.get("decile", []) if row.decile is not None
        },
        zone=zone,
        is_cut=everything["rows"] >= MOST_ROWS,
    )


def _figures(row: Row[Any]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _FIGURES}
