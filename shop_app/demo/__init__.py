"""The demo world: a shop to look at, generated from a seed; never in production."""
