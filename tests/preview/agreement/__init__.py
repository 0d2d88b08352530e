"""Whether the preview compiles what the code check accepts."""
