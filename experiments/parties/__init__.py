"""Who takes part in an experiment as what: several organisations, each with its part, and organisations that join later."""
