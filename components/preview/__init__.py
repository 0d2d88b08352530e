"""The live preview: a design's picture beside its code running in a sandboxed frame."""
