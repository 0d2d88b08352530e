"""The inbox on screen: what needs a person, and what can be done about it."""
