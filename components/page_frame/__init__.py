"""What Streamlit's page frame lacks for keyboard and phone users."""
