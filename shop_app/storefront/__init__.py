"""The shopper's questions: pages that compose catalogue, prices, stock, delivery and reviews."""
