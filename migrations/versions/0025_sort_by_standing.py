"""Keep in standings what lists are sorted by, and fill them while others write.

For the reasons, see docs/decisions/0105-standings.md. An interrupted run is repeated as a whole.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.concurrently import create_indexes, outside_transactions

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

COLUMNS = {
    "row_created_at": "timestamptz",
    "row_name": 'text COLLATE "C"',
    "row_status": 'text COLLATE "C"',
    "score": "double precision",
}

# As the indexes of names and statuses of prototype_sessions have them.
_MASK = "left(p.session_id, least(8, length(p.session_id) / 2)) || '…'"
_LOWER = "replace(lower({0}), lower(p.session_id), lower(" + _MASK + "))"
_EXACTLY = "replace({0}, p.session_id, " + _MASK + ")"
_NAME = _LOWER.format("p.frame_name")
_STATUS = (
    "CASE WHEN p.status = ANY (ARRAY['pending', 'generating', 'ready', 'error']) THEN p.status"
    f" WHEN p.session_id <> '' AND strpos(lower({_EXACTLY}), lower(p.session_id)) > 0 THEN {_LOWER}"
    f" ELSE {_EXACTLY} END"
).format("p.status")

_KEPT = (
    "row_version, rules, row_updated_at, row_created_at, row_name, row_status, verdict, runtime,"
    " render, score, marks"
)
_ALL_NEWEST = """
    LEFT JOIN (
        SELECT DISTINCT ON (row_id, code_md5, design_md5) row_id, code_md5, design_md5, runtime,
               verdict, score
        FROM dashboard.renders ORDER BY row_id, code_md5, design_md5, runtime DESC
    ) AS r ON r.row_id = i.row_id AND r.code_md5 = i.code_md5 AND r.design_md5 = i.design_md5
"""
_NEWEST_OF_EACH = """
    LEFT JOIN LATERAL (
        SELECT d.runtime, d.verdict, d.score FROM dashboard.renders AS d
        WHERE d.row_id = i.row_id AND d.code_md5 = i.code_md5 AND d.design_md5 = i.design_md5
        ORDER BY d.runtime DESC LIMIT 1
    ) AS r ON true
"""


def _of_insights(newest_renders: str) -> str:
    return f"""
    SELECT i.row_id, i.row_version, i.rules, p.updated_at AS row_updated_at,
           p.created_at AS row_created_at, left({_NAME}, 120) AS row_name,
           left({_STATUS}, 64) AS row_status, i.verdict, r.runtime,
           CASE WHEN i.code_md5 IS NULL OR i.code_md5 = md5('') THEN NULL
                ELSE COALESCE(r.verdict, '') END AS render,
           r.score,
           COALESCE((
               SELECT string_agg(DISTINCT w.mark, ',' ORDER BY w.mark) FROM dashboard.reviews AS w
               WHERE w.row_id = i.row_id AND w.code_md5 = i.code_md5
                 AND w.design_md5 = i.design_md5), '') AS marks
    FROM dashboard.insights AS i
    LEFT JOIN public.prototype_sessions AS p
      ON p.id = i.row_id AND p.xmin::text = i.row_version
    {newest_renders}
"""


# The rows are there and locked before anything is read: an insight and a render that are written
# at once then see each other. Without an insight there is no standing.
KEEP = f"""
CREATE OR REPLACE FUNCTION dashboard.keep_standings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO dashboard.standings (row_id)
    SELECT DISTINCT c.row_id FROM changed AS c ORDER BY c.row_id
    ON CONFLICT (row_id) DO NOTHING;
    PERFORM FROM dashboard.standings AS s WHERE s.row_id IN (SELECT c.row_id FROM changed AS c)
    ORDER BY s.row_id FOR UPDATE;
    UPDATE dashboard.standings AS s
    SET ({_KEPT}) = (n.{_KEPT.replace(", ", ", n.")})
    FROM ({_of_insights(_NEWEST_OF_EACH)}
        WHERE i.row_id IN (SELECT c.row_id FROM changed AS c)) AS n
    WHERE s.row_id = n.row_id
      AND (s.{_KEPT.replace(", ", ", s.")}) IS DISTINCT FROM (n.{_KEPT.replace(", ", ", n.")});
    DELETE FROM dashboard.standings AS s WHERE s.row_id IN (SELECT c.row_id FROM changed AS c)
      AND NOT EXISTS (SELECT FROM dashboard.insights AS i WHERE i.row_id = s.row_id);
    RETURN NULL;
END $$
"""

TABLES = ("insights", "renders", "reviews")
LOCKED = "SHARE ROW EXCLUSIVE"  # as triggers are created
EVENTS = (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD"))

# All of them are read at once, which blocks nobody: lookups for each of a million rows would take a
# quarter of an hour. What is written meanwhile has its standing by the triggers already.
READ = f"CREATE TEMP TABLE read_standings AS {_of_insights(_ALL_NEWEST)}"
PAGES_READ = "SELECT pg_relation_size('read_standings') / current_setting('block_size')::bigint"
FILL = f"""
INSERT INTO dashboard.standings (row_id, {_KEPT})
SELECT row_id, {_KEPT} FROM read_standings
WHERE ctid >= CAST(:first AS tid) AND ctid < CAST(:beyond AS tid)
ON CONFLICT (row_id) DO NOTHING
"""
PAGES = 20
"""So many pages are a batch, of some 1,500 rows, whose writers wait until it is committed."""
# Of insights that were removed meanwhile.
CLEAR = """
DELETE FROM dashboard.standings AS s
WHERE NOT EXISTS (SELECT FROM dashboard.insights AS i WHERE i.row_id = s.row_id)
"""

_FACETS = {"render": "WHERE render IS NOT NULL", "verdict": "", "marks": "WHERE marks <> ''"}
_KEYS = {
    "": "row_updated_at",
    "_created": "row_created_at",
    "_name": "row_name",
    "_status": "row_status",
    "_score": "score",
}
INDEXES = {
    f"ix_standings_{facet}{ending}": f"({facet}, {key}, row_id) {where}"
    for facet, where in _FACETS.items()
    for ending, key in _KEYS.items()
} | {"ix_standings_runtime": "(runtime)"}

# What scripts/inspect notes: lists look for what is not inspected only among later rows.
NOTE = """
INSERT INTO dashboard.inspected (rules, until)
SELECT newest.rules, LEAST(now() - interval '1 hour', (
    SELECT min(p.updated_at) - interval '1 microsecond' FROM public.prototype_sessions AS p
    LEFT JOIN dashboard.insights AS i ON i.row_id = p.id
    WHERE i.row_id IS NULL OR i.row_version <> p.xmin::text OR i.rules <> newest.rules))
FROM (SELECT max(rules) AS rules FROM dashboard.insights) AS newest
WHERE newest.rules IS NOT NULL
ON CONFLICT (rules) DO UPDATE SET until = excluded.until
"""


def _trigger(table: str, event: str, changed: str) -> str:
    return (
        f"CREATE OR REPLACE TRIGGER keep_standings_on_{event} AFTER {event} ON dashboard.{table}"
        f" REFERENCING {changed} TABLE AS changed FOR EACH STATEMENT"
        " EXECUTE FUNCTION dashboard.keep_standings()"
    )


def _fill(connection: sa.Connection) -> None:
    connection.execute(sa.text(READ))
    for page in range(0, connection.execute(sa.text(PAGES_READ)).scalar_one(), PAGES):
        batch = {"first": f"({page},0)", "beyond": f"({page + PAGES},0)"}
        connection.execute(sa.text(FILL), batch)
    connection.execute(sa.text("DROP TABLE read_standings"))
    connection.execute(sa.text(CLEAR))


def upgrade() -> None:
    # Before anything that writers to these tables need, where an interrupted run left the triggers.
    op.execute(f"LOCK TABLE {', '.join(f'dashboard.{each}' for each in TABLES)} IN {LOCKED} MODE")
    for name, kind in COLUMNS.items():
        op.execute(f"ALTER TABLE dashboard.standings ADD COLUMN IF NOT EXISTS {name} {kind}")
    op.execute("TRUNCATE dashboard.standings")
    op.execute(KEEP)
    for table in TABLES:
        for event, changed in EVENTS:
            op.execute(_trigger(table, event, changed))
    with outside_transactions():
        _fill(op.get_bind())
    create_indexes(INDEXES, "dashboard.standings")
    with outside_transactions():
        op.execute("ANALYZE dashboard.standings")
        op.execute(NOTE)


def downgrade() -> None:
    for table in TABLES:
        for event, _ in EVENTS:
            op.execute(f"DROP TRIGGER keep_standings_on_{event} ON dashboard.{table}")
    op.execute("DROP FUNCTION dashboard.keep_standings()")
    for name in INDEXES:
        op.execute(f"DROP INDEX dashboard.{name}")
    for name in COLUMNS:
        op.execute(f"ALTER TABLE dashboard.standings DROP COLUMN {name}")
