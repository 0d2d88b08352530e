"""Renders: what became of a row's code when it ran, and how much that looks like its design."""
