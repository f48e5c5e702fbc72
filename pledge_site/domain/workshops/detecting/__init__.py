"""Finds what could lead to a child in a text. Rules alone: no network, no model, no clock."""
