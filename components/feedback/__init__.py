"""Messages, confirmations and receipts."""
