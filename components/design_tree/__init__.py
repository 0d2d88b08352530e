"""The design's tree beside its wireframe: opened a level at a time, searched, pointed at."""

from components.design_tree.design_tree import show

__all__ = ["show"]
