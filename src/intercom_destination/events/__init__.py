"""Reading a Segment event, for any mode: options, names, values, dates, revenue, person, company. Pure functions.

The same modules run in CPython and, compiled, in the browser, and give the same result. They know no page, no network
and no clock, never write to what they are given, and never raise for what an event holds.
"""
