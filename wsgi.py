"""What gunicorn and the command line load."""

from pledge_site.app import create_app

app = create_app()
