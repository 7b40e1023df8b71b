"""Drawing: display lists to PNG and PDF (QtGui) and to SVG (our own writer). No widgets; everything returns bytes."""
