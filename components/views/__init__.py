"""Saved views: lists under names, in the head of every page."""
