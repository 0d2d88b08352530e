"""Rows of prototype_sessions: reading, searching, counting."""
