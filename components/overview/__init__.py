"""The overview's tiles and charts."""
