"""Finds what needs a person: what the inbox lists and what is told outside."""
