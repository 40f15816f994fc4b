"""No model: this app owns the roles' functions. Django sends `post_migrate` only to apps that have this module."""
