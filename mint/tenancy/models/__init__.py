from mint.tenancy.models.emergencies import EmergencyAccess
from mint.tenancy.models.joining import Invitation, JoinRequest
from mint.tenancy.models.organisations import Membership, Organisation

__all__ = ["EmergencyAccess", "Invitation", "JoinRequest", "Membership", "Organisation"]
