"""The demonstration's own server process: the only one in which the one-click sign-in exists."""

import os

from django.core.wsgi import get_wsgi_application

from luoshi.facts import clock
from luoshi.web.worker import end_with_the_server

end_with_the_server()
os.environ["DJANGO_SETTINGS_MODULE"] = "luoshi.demo.settings"
if day := os.environ.get("LUOSHI_TODAY"):
    clock.start_on(clock.day_or_moment(day))

application = get_wsgi_application()
