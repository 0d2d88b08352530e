"""The page about quality: renders over time, their matches, and what the worst have in common."""
