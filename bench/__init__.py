"""Measures the store on many rows, compared with the same SQL through bare psycopg."""
