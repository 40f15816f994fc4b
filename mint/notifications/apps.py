from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "mint.notifications"
    label = "notifications"
