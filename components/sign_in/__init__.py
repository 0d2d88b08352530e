"""The sign-in screens and the account menu."""
