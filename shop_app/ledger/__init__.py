"""Double entry: what was sold, kept, owed and paid out; commission, balances, payouts."""
