"""Prices: regions with their currency, an offer's price in each, sales, tax."""
