"""The backend's table before the first contact with the dashboard: 60,000 rows of its kinds."""

from __future__ import annotations

from typing import Final

import psycopg

from tests.migrations.production import TABLE

ROWS: Final = 60_000

# Kinds depend on the row's number, so that all combinations occur. About 60 generations stopped
# together; the last hundred rows are from the last minutes.
FILL: Final = """
INSERT INTO prototype_sessions (
    session_id, design_context, generated_code, thumbnail_url, frame_name, frame_width,
    frame_height, status, error_code, created_at, updated_at
)
SELECT
    gen_random_uuid()::text,
    CASE n %% 9
        WHEN 0 THEN '{"status": 404, "err": "Not found"}'
        WHEN 1 THEN '{"nodes": {}}'
        ELSE jsonb_build_object('nodes', jsonb_build_object('1:' || n, jsonb_build_object(
            'document', jsonb_build_object(
                'id', '1:' || n, 'name', 'Frame ' || n, 'type', 'FRAME',
                'absoluteBoundingBox', '{"x": 0, "y": 0, "width": 390, "height": 844}'::jsonb,
                'children', jsonb_build_array(jsonb_build_object(
                    'id', '2:' || n, 'name', 'Title', 'type', 'TEXT', 'characters', 'Hello ' || n,
                    'absoluteBoundingBox', '{"x": 16, "y": 24, "width": 200, "height": 32}'::jsonb
                ))))))
    END,
    (ARRAY[
        'export default function F() { return <p>' || n || '</p> }',
        E'```tsx\\nexport default () => <p>fenced</p>\\n```',
        'export default function F() { return <p>',
        'import { X } from "unheard-of"; export default () => <X/>',
        NULL, ''
    ])[n %% 6 + 1],
    (ARRAY[
        NULL, '', 'junk',
        'https://figma-alpha-api.s3.us-west-2.amazonaws.com/images/' || gen_random_uuid(),
        'https://s3-us-west-2.amazonaws.com/figma-alpha-api/img/ab12/' || n,
        'data:image/png;base64,iVBORw0KGgo='
    ])[n %% 6 + 1],
    CASE
        WHEN n %% 13 = 0 THEN NULL
        WHEN n %% 11 = 0 THEN ''
        WHEN n %% 7 = 0 THEN '🛒 Checkout – מסך ' || n
        WHEN n %% 2500 = 1 THEN repeat('long name ', 10240)
        ELSE 'Screen ' || n
    END,
    CASE WHEN n %% 5 <> 0 THEN 320 + n %% 1600 END,
    CASE WHEN n %% 6 <> 0 THEN n %% 9000 END,
    (ARRAY['pending', 'generating', 'ready', 'ready', 'error', NULL, 'archived', ''])[n %% 8 + 1],
    CASE WHEN n %% 8 = 4 THEN 'BP-' || upper(lpad(to_hex(n * 97), 6, '0')) END,
    CASE WHEN n %% 17 <> 0 THEN now() - n * interval '1 min' END,
    CASE
        WHEN n %% 8 = 1 AND n BETWEEN 1000 AND 1500
            THEN now() - interval '9 h' + n * interval '5 ms'
        WHEN n %% 19 <> 0 THEN now() - n * interval '50 s'
    END
FROM generate_series(1, %(rows)s) AS n
"""


def create(url: str) -> None:
    """Create the table as the backend has it, and fill it."""
    with psycopg.connect(url) as connection:
        connection.execute(TABLE.encode())
        connection.execute(FILL, {"rows": ROWS})


def state(url: str) -> dict[str, float]:
    """The planner's estimates of the tables' rows; -1 if never analyzed."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT relname, reltuples FROM pg_class WHERE oid = ANY(%s::regclass[])",
            [["public.prototype_sessions", "dashboard.insights"]],
        )
        return {str(name): float(tuples) for name, tuples in rows}
