"""What Streamlit's frame around a page lacks for people without a mouse, or on a phone."""
