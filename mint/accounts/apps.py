from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "mint.accounts"
    label = "accounts"
