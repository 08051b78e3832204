"""Orders: one for the shopper, one part per seller, lines frozen at placement, a timeline."""
