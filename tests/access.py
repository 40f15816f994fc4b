"""The access registry's first page: which routes are open to everybody. Whatever is not here asks to sign in.

A route of an organisation (t/<organisation>/…) is its members' alone: for anybody else there is no such page.
What each role may do behind the door is tested beside each capability.
"""

PUBLIC = {
    "root", "healthz", "readyz", "metrics",
    "pages:home", "pages:about", "pages:accessibility", "pages:privacy",
    "challenges:list", "challenges:detail", "challenges:go", "challenges:start", "challenges:attachment",
    "challenges:start_step", "challenges:start_check", "challenges:start_contact", "challenges:start_forget",
    "experiments:list", "experiments:detail", "experiments:go", "experiments:data",
    "municipalities:list", "municipalities:detail",
    "companies:list", "companies:detail",
    "placements:list", "placements:detail",
    "matching:interested",
    "accounts:demo", "outbox:mailbox", "outbox:message",
    "tenancy:accept",
}  # fmt: skip
# Families of routes that belong to libraries, which guard them themselves.
VENDORED = ("account_", "mfa_", "admin:")
