"""`python -m shop_app …`: the shop's commands."""

from shop_app.cli import main

main()
