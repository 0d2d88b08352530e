"""What inspection found about rows, and statistics over them."""
