"""The public room: what anyone can read. Nothing here reads a cookie, a session or a private row."""
