"""Stuck sessions: the evidence, and the bulk reset."""
