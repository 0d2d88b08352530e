"""Everything about the data. Importable without Streamlit."""
