"""Properties are about results; how long one example takes says something of the machine only."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
