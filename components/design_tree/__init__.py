"""The tree of a design beside its wireframe, with search and selection."""

from components.design_tree.design_tree import Start, show

__all__ = ["Start", "show"]
