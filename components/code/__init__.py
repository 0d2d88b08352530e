"""Generated code: as text, checked, compared."""
