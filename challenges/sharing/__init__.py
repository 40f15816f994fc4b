"""Several municipalities behind one challenge."""
