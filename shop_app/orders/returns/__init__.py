"""Returns: goods that come back after delivery, and the money for them."""
