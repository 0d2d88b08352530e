"""What is between the network and the pages: middleware, health checks, logs."""
