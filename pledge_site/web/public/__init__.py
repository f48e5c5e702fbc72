"""The public room: what anyone can read. Nothing reads a cookie, a session or a private row."""
