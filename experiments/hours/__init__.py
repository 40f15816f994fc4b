"""Work that parties give an experiment in kind, priced by their own tariffs, as a part of its plan."""
