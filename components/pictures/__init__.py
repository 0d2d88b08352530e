"""Pictures of designs: single, in a gallery, and in a table."""

from components.pictures.picture import Picture, Pictures, show

__all__ = ["Picture", "Pictures", "show"]
