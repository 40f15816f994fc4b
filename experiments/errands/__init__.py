"""Tasks that people take on in an experiment: who, by when, done or not; called errands here, where a task is a job."""
