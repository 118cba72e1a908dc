"""Linking by linear models learned from annotated news."""
