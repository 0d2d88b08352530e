I'm sorry, but I can't generate code for this design.
