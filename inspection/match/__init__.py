"""How close a rendered page comes to its design: blocks of both, paired and scored."""
