"""Search: what is found, how it is listed, filtered, sorted and suggested."""
