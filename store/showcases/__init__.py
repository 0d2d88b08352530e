"""Named lists of sessions to present."""
