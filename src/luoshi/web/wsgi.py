"""The web application as a server process loads it."""

import os

from django.core.wsgi import get_wsgi_application

from luoshi.web.worker import end_with_the_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.web.settings")
end_with_the_server()

application = get_wsgi_application()
