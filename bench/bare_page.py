"""A bare Streamlit page, one query and fifty rows, to compare the dashboard with."""

from __future__ import annotations

import os

import psycopg
import streamlit as st

with psycopg.connect(os.environ["EMBEDDED_URL"]) as connection:
    rows = connection.execute(
        "SELECT id::text, frame_name, status, updated_at::text FROM prototype_sessions"
        " ORDER BY updated_at DESC NULLS LAST LIMIT 50"
    ).fetchall()
st.table(rows)
