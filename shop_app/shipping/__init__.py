"""Delivery: methods per region and seller, their cost and their promise in days."""
