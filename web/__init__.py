"""Middleware in front of the pages, health checks, and logs."""
