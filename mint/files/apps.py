from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "mint.files"
    label = "files"
