"""The cart: what a person means to buy, kept under the session or the account."""
