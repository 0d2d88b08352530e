"""Who may come in, and as what: pure functions from claims to a person or a refusal."""
