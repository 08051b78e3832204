"""What must always be true of the shop, proved on the live database; `python -m shop_app check`."""
