"""Words and figures as an official document sets them."""

from django import template

register = template.Library()
