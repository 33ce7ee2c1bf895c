from accounts.models.invitations import Invitation
from accounts.models.users import Grant, User

__all__ = ["Grant", "Invitation", "User"]
