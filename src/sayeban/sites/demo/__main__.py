"""`python -m sayeban.sites.demo URL`: the demo campaign in this installation's database."""

import importlib
import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sayeban.sites.settings")
    django.setup()
    # Its modules need the models, which are there from now on.
    importlib.import_module("sayeban.sites.demo.running").main(*sys.argv[1:])
