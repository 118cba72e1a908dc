"""``python -m quoteattr.benchmark``."""

import sys

from quoteattr.benchmark.command import main

if __name__ == "__main__":
    sys.exit(main())
