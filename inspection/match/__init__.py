"""How closely a rendered page matches its design: blocks of both, paired and scored."""
