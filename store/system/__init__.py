"""The database itself: schema, sizes, posture."""
