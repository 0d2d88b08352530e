"""The live preview: a design's picture beside its code, running in a sandboxed frame."""

from components.preview.preview import (
    MOST_FAULTS,
    NO_CODE,
    Component,
    DesignPicture,
    Fault,
    Mode,
    Toolbar,
    Verdict,
    show,
)

__all__ = [
    "MOST_FAULTS",
    "NO_CODE",
    "Component",
    "DesignPicture",
    "Fault",
    "Mode",
    "Toolbar",
    "Verdict",
    "show",
]
