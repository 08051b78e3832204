"""What runs beside the web: relay, consumers, schedule."""
