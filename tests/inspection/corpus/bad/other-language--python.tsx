def App():
    return "<div>"
