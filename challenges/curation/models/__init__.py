from challenges.curation.models.notes import CuratorNote
from challenges.curation.models.replies import ReplyText
from challenges.curation.models.screening import Screening

__all__ = ["CuratorNote", "ReplyText", "Screening"]
