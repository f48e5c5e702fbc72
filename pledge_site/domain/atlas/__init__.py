"""The map: its shapes and how they are drawn. Who has which standing is not decided here."""
