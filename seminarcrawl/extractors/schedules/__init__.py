"""Schedules: what repeats on a page becomes one record per talk."""
