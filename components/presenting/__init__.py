"""Presents a showcase: a page of its own, which needs nothing once it is loaded."""
