"""From the cart to the order: cart, checkout, challenge, order, tracking."""
