"""Samenwerf: a recruiter and a hiring manager work as one team, from intake to decision."""

__version__ = "0.1.0"
