"""The settings of the demonstration's process: the product's own, on the loopback, with the one-click sign-in."""

from luoshi.web.settings import *  # noqa: F403

IS_DEMONSTRATION = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
ROOT_URLCONF = "luoshi.demo.urls"
INSTALLED_APPS = [*INSTALLED_APPS, "luoshi.demo"]  # noqa: F405
