from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FactsConfig(AppConfig):
    name = "luoshi.facts"
    label = "facts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from luoshi.facts.triggers import after_migrate

        post_migrate.connect(after_migrate, dispatch_uid="luoshi.facts.triggers")
