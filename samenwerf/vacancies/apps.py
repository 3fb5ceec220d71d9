from django.apps import AppConfig


class VacanciesConfig(AppConfig):
    name = "samenwerf.vacancies"
