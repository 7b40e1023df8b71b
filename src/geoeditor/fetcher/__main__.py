"""`python -m geoeditor.fetcher`: the child process."""

import sys

from geoeditor.fetcher.entry import main

if __name__ == "__main__":
    sys.exit(main())
