"""How fast the store is on many rows, beside the same SQL through bare psycopg."""
