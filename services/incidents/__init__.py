"""What needs a person, for the inbox and for what is told outside; without Streamlit."""
