"""What is told outside: the incidents that were told, and the messages to deliver."""
