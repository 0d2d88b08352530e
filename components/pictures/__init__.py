"""Pictures of designs: one, a gallery of them, and a table with them."""

from components.pictures.picture import Picture, Pictures, show

__all__ = ["Picture", "Pictures", "show"]
