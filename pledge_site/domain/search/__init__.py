"""Full text over what is public, in six languages. Filled from published snapshots alone."""
