"""Lists that people saved under a name."""
