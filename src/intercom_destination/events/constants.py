"""The tables of the mapping: names that mean something to Intercom, and how much of them it takes. No code.

Sources: "Identify", "Track" and "Group" of Segment's Intercom document, and Intercom's JavaScript API.
"""

from __future__ import annotations

from intercom_destination.js.text import split

# The names that Intercom knows, which other spellings give way to (D13).
STANDARD = split(
    "companies company created_at created custom_attributes company_id id name monthly_spend plan remote_created_at "
    "remove user_id email",
    " ",
)

# Names of identify that may hold an object or a list (D17).
NESTED = split("company companies avatar custom_attributes", " ")

# Names whose text is never read as a date (D15).
NEVER_DATES = split("id user_id company_id name email", " ")

# What only settings and options may set: a trait of such a name could send a person's data elsewhere (D12).
RESERVED = split(
    "app_id api_base widget custom_launcher_selector hide_default_launcher user_hash intercom_user_jwt auth_tokens "
    "cookie_domain disabled session_duration installation_type",
    " ",
)

# With `customAttributes: nested`, what stays on top beside the standard names.
TOP_LEVEL = split("avatar phone language_override unsubscribed_from_emails", " ")

# Intercom keeps no more of a custom attribute: UTF-16 units (D4).
MAX_STRING = 255

# Numbers below this one are seconds, others milliseconds (a year of 365.25 days, in milliseconds).
SECONDS_BELOW = 31557600000

# `nestedData: flatten` makes keys of no more parts than this.
MAX_FLAT_DEPTH = 5

# Nested deeper than this counts as no data: no event of a person is, and the browser's stack is finite.
MAX_DEPTH = 100
