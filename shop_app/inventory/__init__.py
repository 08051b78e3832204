"""Stock: where it lies, what is held, what is sold, and every movement of it."""
