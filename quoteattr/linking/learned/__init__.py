"""Linking by small models learned from annotated news."""
