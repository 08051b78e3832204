"""Screens for people who want to sell here."""
