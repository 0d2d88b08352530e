"""The live preview: a design's picture beside its code, running in a sandboxed frame."""

from components.preview.preview import NO_CODE, Fault, Mode, Verdict, show

__all__ = ["NO_CODE", "Fault", "Mode", "Verdict", "show"]
