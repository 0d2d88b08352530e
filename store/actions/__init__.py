"""Actions that change rows, edits, undo, and their receipts."""
