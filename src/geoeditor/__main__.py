"""`python -m geoeditor`: the command line. Imports cli only."""

import sys

from geoeditor.cli import main

if __name__ == "__main__":
    sys.exit(main())
