"""The query string: reading it, writing it, keeping it clean."""
