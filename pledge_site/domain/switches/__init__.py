"""What the secretariat can turn off or on at once: read-only, uploads, live, the banner."""
