"""The charts beside the map: what they count, and how they are drawn as SVG."""
