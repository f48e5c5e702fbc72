"""Fixtures that serve the whole program on a free port, and a browser that looks at it."""
