"""Pictures of designs: one, a gallery of them, and those that a table's cells can show."""

from components.pictures.picture import Picture, Pictures, show

__all__ = ["Picture", "Pictures", "show"]
