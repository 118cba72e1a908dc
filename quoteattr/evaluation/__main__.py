"""``python -m quoteattr.evaluation`` compares all corpora at hand with the recorded figures."""

import sys

from quoteattr.evaluation.accuracy import main

if __name__ == "__main__":
    sys.exit(main())
