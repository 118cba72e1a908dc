"""Learn the weights of linking from annotated news: `python -m quoteattr.training`."""
