"""What other sites show of this one: share cards, and pages and pictures to embed."""
