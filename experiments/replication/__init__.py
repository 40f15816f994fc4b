"""An experiment tried again elsewhere: copied with its lineage, in a context that differs, and pooled with its family."""
