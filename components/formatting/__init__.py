"""Text, amounts, durations and moments as people read them."""
