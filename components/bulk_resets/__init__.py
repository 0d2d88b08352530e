"""Bulk resets that run in the background: their progress, steps and outcome."""
