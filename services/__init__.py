"""What a page asks for, as the person at the dashboard: reads, actions, caches."""
