"""Analyzes designs and code without running anything, with pure functions."""
