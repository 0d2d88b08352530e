"""Formats text, numbers, durations and times for people."""
