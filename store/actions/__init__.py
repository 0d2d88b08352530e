"""What changes rows: actions, edits, undo, and their records."""
