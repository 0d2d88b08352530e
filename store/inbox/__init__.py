"""What people decided about incidents: snoozed, done, or theirs."""
