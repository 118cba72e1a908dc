"""``python -m quoteattr.evaluation`` compares all corpora at hand with the record, ``... pictures`` draws it.

``... errors GOLD`` sorts what was missed and what is spurious in one corpus.
"""

import sys

from quoteattr.evaluation import accuracy, errors, pictures

COMMANDS = {"errors": errors.main, "pictures": pictures.main}

if __name__ == "__main__":
    command = COMMANDS.get(sys.argv[1]) if len(sys.argv) > 1 else None
    sys.exit(command(sys.argv[2:]) if command else accuracy.main())
