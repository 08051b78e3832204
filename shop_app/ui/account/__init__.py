"""Screens of a person's own: sign in, register, account, orders, sessions."""
