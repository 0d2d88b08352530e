"""The production table, created by plain SQL as in docs/backend.md, with varied rows."""

from __future__ import annotations

from typing import Final

import psycopg

TABLE: Final = """
CREATE TABLE prototype_sessions (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    session_id TEXT UNIQUE NOT NULL,
    design_context JSONB NOT NULL,
    generated_code TEXT,
    thumbnail_url TEXT,
    frame_name TEXT,
    frame_width INTEGER,
    frame_height INTEGER,
    status TEXT DEFAULT 'pending',
    error_code TEXT,
    created_at TIMESTAMPTZ DEFAULT now(),
    updated_at TIMESTAMPTZ DEFAULT now()
)
"""

# Every seventh, eleventh… row differs, so that all combinations occur.
ROWS: Final = """
INSERT INTO prototype_sessions (
    id, session_id, design_context, generated_code, thumbnail_url, frame_name,
    frame_width, frame_height, status, error_code, created_at, updated_at
)
SELECT
    gen_random_uuid(),
    gen_random_uuid()::text,
    jsonb_build_object('nodes', jsonb_build_object('1:' || n, jsonb_build_object(
        'document', jsonb_build_object('name', 'Frame ' || n, 'children', '[]'::jsonb)))),
    CASE WHEN n %% 3 = 0 THEN 'export default function F() { return <p>' || n || '</p> }' END,
    (ARRAY[NULL, '', 'junk', 'https://figma-alpha-api.example/img/' || n])[n %% 4 + 1],
    CASE
        WHEN n %% 2500 = 0 THEN repeat('long name ', 10240)
        WHEN n %% 1000 = 0 THEN repeat(chr(128512), 25600)
        WHEN n %% 13 = 0 THEN NULL
        WHEN n %% 11 = 0 THEN ''
        WHEN n %% 7 = 0 THEN '🛒 Checkout – מסך ' || n || chr(7)
        ELSE 'Screen ' || n
    END,
    CASE WHEN n %% 5 <> 0 THEN 320 + n %% 1600 END,
    CASE WHEN n %% 6 <> 0 THEN n %% 9000 END,
    (ARRAY['pending', 'generating', 'ready', 'error', NULL, 'archived', ''])[n %% 7 + 1],
    CASE WHEN n %% 7 = 3 THEN 'BP-' || upper(lpad(to_hex(n * 97), 6, '0')) END,
    CASE WHEN n %% 17 <> 0 THEN '2026-01-01 00:00:00+00'::timestamptz + n * interval '7 min' END,
    CASE WHEN n %% 19 <> 0 THEN '2026-01-02 00:00:00+00'::timestamptz + n * interval '9 min' END
FROM generate_series(1, %(rows)s) AS n
"""

# Position, version and content of every row, and the names of the columns.
FINGERPRINT: Final = """
SELECT count(*), md5(string_agg(ctid::text || xmin::text || r::text, E'\\n' ORDER BY ctid)),
       (SELECT string_agg(attname || attnum || format_type(atttypid, atttypmod) || attnotnull, ',')
        FROM pg_attribute WHERE attrelid = 'prototype_sessions'::regclass AND attnum > 0)
FROM prototype_sessions r
"""


def create(url: str, rows: int = 0, table: str = TABLE) -> None:
    """Create the table and fill it."""
    with psycopg.connect(url) as connection:
        connection.execute(table.encode())
        if rows:
            connection.execute(ROWS, {"rows": rows})


def fingerprint(url: str) -> tuple[object, ...]:
    """A hash that differs if any row, its position or its version differs."""
    with psycopg.connect(url) as connection:
        row = connection.execute(FINGERPRINT).fetchone()
        assert row is not None
        return tuple(row)
