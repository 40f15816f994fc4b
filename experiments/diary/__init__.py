"""The diary of an experiment: dated notes of those who carry it out, with pictures and files; nobody else reads it."""
