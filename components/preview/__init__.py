"""The live preview: a design's picture beside its code, running in a sandboxed frame."""

from components.preview.preview import Mode, Verdict, show

__all__ = ["Mode", "Verdict", "show"]
