"""Quality: what became of many rows' renders, over time and by what the rows have in common."""
