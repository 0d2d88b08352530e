"""Editing a session: the form, its draft, its conflicts."""
