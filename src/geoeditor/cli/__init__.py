"""The command line. Imports everything but `ui`; Qt only when a picture is made, or for the window.

stdout is the answer, stderr the talk. Exit code 0 done, 1 done with problems named, 2 refused.
"""

from geoeditor.cli.entry import main

__all__ = ["main"]
