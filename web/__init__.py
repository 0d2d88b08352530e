"""What stands between the network and the pages: headers, doors, health, logs."""
