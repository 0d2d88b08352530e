"""The SQL that changes the sessions of a showcase, and tells whether they have changed."""

from __future__ import annotations

from typing import Final

from sqlalchemy import text

from store.sessions.masking import discreet
from store.showcases.showcase_records import NAME_CHARS

# The same as a render's key. Of an inspected row `p` they are known; others are hashed, which is
# affordable for the few rows of a showcase.
NOW: Final = """
    SELECT COALESCE(i.code_md5, md5(COALESCE(p.generated_code, ''))) AS code_md5,
           COALESCE(i.design_md5, md5(p.design_context::text)) AS design_md5
    FROM (SELECT) AS always LEFT JOIN dashboard.insights AS i
      ON i.row_id = p.id AND i.row_version = p.xmin::text
"""

LOCK: Final = text("SELECT FROM dashboard.showcases WHERE id = :id FOR UPDATE")
ORDER: Final = text(
    "SELECT row_id FROM dashboard.showcase_items WHERE showcase_id = :id ORDER BY place, row_id"
)

# In the given order, after those that are there. The frame's name is the first caption.
PICK: Final = text(
    f"""
    INSERT INTO dashboard.showcase_items
        (showcase_id, row_id, place, caption, notes, code_md5, design_md5)
    SELECT :id, p.id, :last + given.place, COALESCE(left(
        {discreet("p.frame_name", "p.session_id")}, {NAME_CHARS}), ''), '',
        now.code_md5, now.design_md5
    FROM unnest(CAST(:row_ids AS uuid[])) WITH ORDINALITY AS given (row_id, place)
    JOIN public.prototype_sessions AS p ON p.id = given.row_id
    CROSS JOIN LATERAL ({NOW}) AS now
    ON CONFLICT DO NOTHING RETURNING row_id
    """
)
PUT: Final = text(
    """
    INSERT INTO dashboard.showcase_items
        (showcase_id, row_id, place, caption, notes, code_md5, design_md5, picked_at)
    VALUES (:id, :row_id, 0, :caption, :notes, :code_md5, :design_md5, :picked_at)
    ON CONFLICT DO NOTHING
    """
)
DROP: Final = text(
    "DELETE FROM dashboard.showcase_items WHERE showcase_id = :id AND row_id = :row_id"
)
DESCRIBE: Final = text(
    """
    UPDATE dashboard.showcase_items SET caption = :caption, notes = :notes
    WHERE showcase_id = :id AND row_id = :row_id
    """
)
ACCEPT: Final = text(
    f"""
    UPDATE dashboard.showcase_items AS s
    SET code_md5 = now.code_md5, design_md5 = now.design_md5, picked_at = clock_timestamp()
    FROM public.prototype_sessions AS p CROSS JOIN LATERAL ({NOW}) AS now
    WHERE s.showcase_id = :id AND s.row_id = :row_id AND p.id = s.row_id
    """
)
PLACE: Final = text(
    """
    UPDATE dashboard.showcase_items AS s SET place = given.place
    FROM unnest(CAST(:row_ids AS uuid[])) WITH ORDINALITY AS given (row_id, place)
    WHERE s.showcase_id = :id AND s.row_id = given.row_id
    """
)
