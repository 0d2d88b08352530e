"""Bulk resets that run in the background, continued by whichever process is alive."""
