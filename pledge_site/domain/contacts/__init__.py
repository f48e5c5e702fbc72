"""The contacts of States: offices that are mailed, called back, and may object. No accounts."""
