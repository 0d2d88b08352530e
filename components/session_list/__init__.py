"""The list of sessions: filters, order, table, gallery, actions."""
