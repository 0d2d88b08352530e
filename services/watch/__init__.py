"""Tells webhooks outside what needs a person, and once more when it is over."""
