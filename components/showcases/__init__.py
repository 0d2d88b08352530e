"""Showcases: lists of sessions to present, and picking sessions for them."""
