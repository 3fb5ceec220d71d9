from django.apps import AppConfig


class WordingConfig(AppConfig):
    name = "samenwerf.wording"
