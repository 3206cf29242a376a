from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "luoshi.shell"
    label = "shell"
