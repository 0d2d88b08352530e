"""Alerts: the incidents that were announced, and the messages to deliver."""
