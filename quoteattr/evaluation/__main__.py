"""``python -m quoteattr.evaluation`` compares all corpora at hand with the record, ``... pictures`` draws it."""

import sys

from quoteattr.evaluation import accuracy, pictures

if __name__ == "__main__":
    sys.exit(pictures.main(sys.argv[2:]) if sys.argv[1:2] == ["pictures"] else accuracy.main())
