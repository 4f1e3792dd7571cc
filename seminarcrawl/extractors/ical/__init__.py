"""Calendars: repaired on bytes, taken apart event by event, read as talks for the calendar as a whole."""
