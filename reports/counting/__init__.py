"""From records to figures: what counts, from which day, for whom, and how it is added up."""
