"""Stuck sessions: the evidence and resetting many."""
