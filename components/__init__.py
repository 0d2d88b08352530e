"""What is on screen, one package per subject."""
