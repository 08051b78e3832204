"""Checkout: quote, steps, and place_order, the map of the whole."""
