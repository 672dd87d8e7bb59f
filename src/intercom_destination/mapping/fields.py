"""The tables of the mapping: names that mean something to Intercom, and how much of them it takes. No code.

Sources: "Identify", "Track" and "Group" of Segment's Intercom document, and Intercom's JavaScript API.
"""

from __future__ import annotations

# Spelling (lower case, no separators) -> the name that Intercom knows it by.
STANDARD = {
    "companies": "companies",
    "company": "company",
    "createdat": "created_at",
    "created": "created",
    "customattributes": "custom_attributes",
    "companyid": "company_id",
    "id": "id",
    "name": "name",
    "monthlyspend": "monthly_spend",
    "plan": "plan",
    "remotecreatedat": "remote_created_at",
    "remove": "remove",
    "userid": "user_id",
    "email": "email",
}

# Standard names of identify, beside `company`, that may hold an object or a list (D17).
NESTED = {"companies": 1, "avatar": 1, "custom_attributes": 1}

# Names whose text is never read as a date (D15).
NO_DATES = {"id": 1, "user_id": 1, "company_id": 1, "name": 1, "email": 1}

# What only settings and options may set: a trait of such a name could send a person's data elsewhere (D12).
RESERVED = {
    "app_id": 1,
    "api_base": 1,
    "widget": 1,
    "custom_launcher_selector": 1,
    "hide_default_launcher": 1,
    "user_hash": 1,
    "intercom_user_jwt": 1,
    "auth_tokens": 1,
    "cookie_domain": 1,
    "disabled": 1,
    "session_duration": 1,
    "installation_type": 1,
}

# With `customAttributes: nested`, what stays on top beside the standard names.
TOP_LEVEL = {"avatar": 1, "phone": 1, "language_override": 1, "unsubscribed_from_emails": 1}

# Intercom keeps no more of a custom attribute: UTF-16 units (D4).
LONGEST = 255

# Numbers below this one are seconds, others milliseconds (a year of 365.25 days, in milliseconds).
SECONDS_BELOW = 31557600000

# Nested deeper than this counts as no data: no event of a person is, and the browser's stack is finite.
DEEPEST = 100
