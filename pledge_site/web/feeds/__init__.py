"""Feeds of public changes, for readers and programs that follow along (RFC 4287)."""
