from django.contrib import admin

from experiments.purchasing.models import Threshold
from mint.operators import OperatorAdmin


@admin.register(Threshold)
class ThresholdAdmin(OperatorAdmin):
    list_display = ("kind", "level", "amount", "valid_from", "valid_until", "source")
