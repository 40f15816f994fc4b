"""Experiments with their parties, and those who are asked to be one; their metrics with the values measured; what others say of the evidence."""

from experiments.models.evidence import EvidenceReview
from experiments.models.experiments import Experiment, ExperimentParty
from experiments.models.invited import PartyInvitation
from experiments.models.measurements import Measurement, Metric, Occurrence

__all__ = ["EvidenceReview", "Experiment", "ExperimentParty", "Measurement", "Metric", "Occurrence", "PartyInvitation"]
