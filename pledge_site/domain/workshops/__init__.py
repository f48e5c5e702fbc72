"""Where children spoke in groups, what they said, what became of it, and what keeps them safe."""
