"""The first paint: a whole page as HTML from the server, taken over in place by the live page."""
