"""Says what is new in a list without moving it under the reader."""
