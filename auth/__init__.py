"""Turns claims into a person with a role, or a refusal; and where the claims come from."""
