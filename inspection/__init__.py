"""What can be said about a design and its code without running anything: pure functions."""
