"""Templates with their versions and stages; where experiments stand; what was signed and attached for their gates."""

from experiments.staging.models.signing import Document, SignOff
from experiments.staging.models.templates import Stage, Template, Version
from experiments.staging.models.visits import Visit

__all__ = ["Document", "SignOff", "Stage", "Template", "Version", "Visit"]
