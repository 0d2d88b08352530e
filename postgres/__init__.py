"""The embedded PostgreSQL server: its files, its process, its locks."""
