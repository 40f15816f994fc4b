"""Experiments with their parties; their metrics with the values measured."""

from experiments.models.experiments import Experiment, ExperimentParty
from experiments.models.measurements import Measurement, Metric

__all__ = ["Experiment", "ExperimentParty", "Measurement", "Metric"]
