"""Wishlists: what people keep for later, in lists with names, and what they looked at."""
