"""The page about errors: failures over time, bursts, the latest failures, and durations."""
