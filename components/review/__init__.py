"""The review of a list: its rows one after the other, their reviews, and pairs."""
