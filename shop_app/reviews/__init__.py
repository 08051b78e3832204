"""Reviews: what buyers say of a product, and the figures made of it."""
