"""Who scores proposals, and what is decided."""
