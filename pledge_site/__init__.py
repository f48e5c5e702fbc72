"""The register and public site of the Global Pledge. Import from the rooms, never from here."""
