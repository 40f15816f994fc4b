from django.contrib import admin

from mint.operators import OperatorAdmin
from mint.places.models import Industry, Municipality


@admin.register(Municipality)
class MunicipalityAdmin(OperatorAdmin):
    list_display = ("code", "name_fi", "name_sv", "population", "population_year")


@admin.register(Industry)
class IndustryAdmin(OperatorAdmin):
    list_display = ("classification", "code", "name_fi")
