"""The catalogue: categories, brands, attributes, products, variants, media and offers."""
