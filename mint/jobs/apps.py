from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "mint.jobs"
    label = "jobs"
