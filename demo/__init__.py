"""Demo data: designs with the code made from them, and the sessions that hold them."""
