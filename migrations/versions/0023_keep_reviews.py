"""Create the tables of what people think of renders: marks, pairs, reasons, and who looks at what.

For the reasons, see docs/decisions/0101-reviews.md.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

SCHEMA = "dashboard"


def _moment(name: str) -> sa.Column[datetime]:
    now = sa.text("clock_timestamp()")
    return sa.Column(name, sa.DateTime(timezone=True), server_default=now, nullable=False)


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("code_md5", "design_md5", "reviewer", "mark")
        ),
        sa.Column("reasons", JSONB(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("place", JSONB(), nullable=True),
        _moment("reviewed_at"),
        sa.PrimaryKeyConstraint(
            "row_id", "code_md5", "design_md5", "reviewer", name="reviews_pkey"
        ),
        schema=SCHEMA,
    )
    op.create_index("ix_reviews_mark_row_id", "reviews", ["mark", "row_id"], schema=SCHEMA)
    op.create_table(
        "review_reasons",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        _moment("added_at"),
        sa.PrimaryKeyConstraint("name", name="review_reasons_pkey"),
        schema=SCHEMA,
    )
    op.create_table(
        "review_claims",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("row_id", name="review_claims_pkey"),
        schema=SCHEMA,
    )
    op.create_table(
        "review_pairs",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("first_row_id", sa.Uuid(), nullable=False),
        sa.Column("first_code_md5", sa.Text(), nullable=False),
        sa.Column("first_design_md5", sa.Text(), nullable=False),
        sa.Column("second_row_id", sa.Uuid(), nullable=False),
        sa.Column("second_code_md5", sa.Text(), nullable=False),
        sa.Column("second_design_md5", sa.Text(), nullable=False),
        sa.Column("better", sa.Text(), nullable=False),
        _moment("compared_at"),
        sa.PrimaryKeyConstraint("id", name="review_pairs_pkey"),
        sa.UniqueConstraint(
            "reviewer",
            *("first_row_id", "first_code_md5", "first_design_md5"),
            *("second_row_id", "second_code_md5", "second_design_md5"),
            name="review_pairs_versions_key",
        ),
        schema=SCHEMA,
    )
    for side in ("first", "second"):
        column = f"{side}_row_id"
        op.create_index(f"ix_review_pairs_{column}", "review_pairs", [column], schema=SCHEMA)


def downgrade() -> None:
    for name in ("review_pairs", "review_claims", "review_reasons", "reviews"):
        op.drop_table(name, schema=SCHEMA)
