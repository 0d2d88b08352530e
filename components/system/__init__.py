"""The system page's facts and posture."""
