from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    name = "luoshi.appraisal"
    label = "appraisal"
