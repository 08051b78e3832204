"""Recommendations: what belongs together, what sells now, and what may suit a person."""
