"""What needs a person, for the inbox and for alerts; without Streamlit."""
