"""What a facilitator works with: sheets for the field, which are open to everyone, and more."""
