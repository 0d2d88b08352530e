"""One session, tab by tab."""
