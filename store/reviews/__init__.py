"""What people think of renders: their marks, the pairs they compared, and whose turn it is."""
