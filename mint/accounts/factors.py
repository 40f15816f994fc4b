"""Second factors at rest: what they are computed from is sealed, so that a copy of the database proves nobody."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret

from mint.sealing import opened, sealed


class FactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Where the key that sealed it is gone, a secret that nobody knows: an empty one would have codes to compute."""
        return opened(encrypted_text) or generate_totp_secret()
