"""A guided walk through the dashboard on the demo's data."""
