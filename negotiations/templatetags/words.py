"""How days, ages and numbers are put into words."""

from __future__ import annotations

from django import template

register = template.Library()
