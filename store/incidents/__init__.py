"""Finds what needs a person: what the inbox lists and what alerts are sent for."""
