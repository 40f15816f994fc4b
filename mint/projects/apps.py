from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "mint.projects"
    label = "projects"
