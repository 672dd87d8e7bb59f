"""The fields of the page of faults: each switch and number with its label and the sentence that says what it does."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal, NamedTuple

from intercom_sandbox.server.workspace import CHOICES, Faults, Workspace, largest

#: Choices whose value does not say what it does.
CHOICE_WORDS: dict[str, dict[Any, str]] = {
    "rest_status": {
        0: "none: it does what it is asked",
        401: "401, the token is not valid",
        403: "403, the token may not do this",
        408: "408, it took too long",
        429: "429, too many requests",
        500: "500, an error of Intercom's",
        502: "502, an HTML page of a load balancer",
        503: "503, not available",
        504: "504, an HTML page of a load balancer",
    },
    "refuse": {
        "": "no",
        "app_id": "as for a wrong app id, 404",
        "domain": "as for a domain that is not trusted, 403",
        "identity": "as for a bad user_hash or token, 403",
    },
}


class Field(NamedTuple):
    """A field of the page, by the name that the setting has everywhere else too."""

    name: str
    label: str
    about: str


class Group(NamedTuple):
    """Fields that stand together, with what they have in common in a sentence, or none."""

    title: str
    about: str
    fields: tuple[Field, ...]


MESSENGER = Group(
    "Pages",
    "What a page with the Messenger meets.",
    (
        Field("script_blocked", "Block the script", "The Messenger's script does not load, as with an ad blocker."),
        Field("script_delay", "Delay of the script, in ms", "The script arrives so much later."),
        Field("api_blocked", "Block the requests", "The Messenger's own requests fail with 503."),
        Field("api_delay", "Delay of the requests, in ms", "The Messenger's requests are answered so much later."),
        Field("refuse", "Refuse every boot and update", "Boots and updates are refused, whatever they hold."),
    ),
)
REST = (
    Group(
        "Answers",
        "What a request gets in place of its answer.",
        (
            Field("rest_status", "Status in place of an answer", "Nothing is done; the answer is this status."),
            Field(
                "rest_retry_after",
                "Retry-After, in seconds",
                "Such a status, or a full window, says to come back after so long; 0 leaves the header out.",
            ),
            Field(
                "rest_lost",
                "Lose the answer",
                "The request is done, and the connection is closed in place of the answer.",
            ),
            Field(
                "rest_delay",
                "Delay, in ms",
                "The request waits so long before it is done: a client with a shorter timeout gives up.",
            ),
            Field(
                "rest_conflict",
                "Somebody else makes the contact first",
                "POST /contacts is answered 409, with the id of the contact in the text.",
            ),
            Field(
                "rest_merged",
                "The contact was merged meanwhile",
                "GET of a contact's id is answered 410, with a Link to where it went; other calls of the id get 404.",
            ),
        ),
    ),
    Group(
        "Which requests",
        "The answers above are for all requests, or for those named here.",
        (
            Field(
                "rest_match",
                "Only requests that contain",
                "Part of method and path, such as POST /events; empty means every request.",
            ),
            Field("rest_every", "Only each nth of them", "1 means each one, 3 the third, the sixth and so on."),
            Field("rest_times", "No more often than", "So many requests meet the fault, then no more; 0 means no end."),
        ),
    ),
    Group(
        "What Intercom knows late",
        "Its parts do not hear of a new contact at the same time.",
        (
            Field("search_lag", "Search, in seconds", "Searches and lists are behind by so much."),
            Field("lookup_lag", "Look-up, in seconds", "find_by_external_id knows a new contact only after so long."),
            Field("event_lag", "Events, in seconds", "POST /events knows a new contact only after so long."),
        ),
    ),
    Group(
        "What the workspace does not have",
        "",
        (
            Field(
                "unknown_attributes",
                "No custom attributes",
                "A contact or company with a custom attribute is refused with 400, and no attribute can be made.",
            ),
            Field(
                "event_limit",
                "No room for event names",
                "Events with a new name are refused, as at Intercom's limit; pages meet this too.",
            ),
        ),
    ),
)
#: Settings of a workspace that are limits.
LIMITS = Group(
    "Limits of the workspace",
    "These are as in Intercom unless you change them.",
    (
        Field(
            "rest_rate",
            "Requests in 10 seconds",
            "Each request above this is answered 429 until the window ends; X-RateLimit headers say what is left.",
        ),
        Field(
            "unique_emails",
            "One user for each email",
            "A contact whose email another user has is a conflict, 409, also where the external ids differ.",
        ),
        Field("rest_metadata", "Keys of an event", "Of an event's metadata so many keys are kept."),
        Field("event_names", "Event names", "An event with one name more than this is refused with 422."),
        Field("attribute_names", "Custom attributes", "One attribute more than this cannot be made: 400."),
        Field("rest_version", "Version of the API", "Counts where a request has no Intercom-Version."),
    ),
)
LIMIT_NAMES = [field.name for field in LIMITS.fields]


class Shown(NamedTuple):
    """A field with what it is set to, for the template; `path` is where a change is posted, below /sandbox/."""

    field: Field
    path: str
    kind: Literal["switch", "choice", "number", "text"]
    value: Any
    standard: Any
    choices: list[tuple[Any, str]]
    largest: int


def shown(group: Group, path: str, settings: Faults | Workspace, standards: Faults | Workspace) -> list[Shown]:
    values, usual = asdict(settings), asdict(standards)
    return [_shown(field, path, values[field.name], usual[field.name]) for field in group.fields]


def _shown(field: Field, path: str, value: Any, standard: Any) -> Shown:
    words = CHOICE_WORDS.get(field.name, {})
    choices = [(one, words.get(one, str(one))) for one in CHOICES.get(field.name, ())]
    kind: Literal["switch", "choice", "number", "text"] = "text"
    if choices:
        kind = "choice"
    elif isinstance(standard, bool):
        kind = "switch"
    elif isinstance(standard, int):
        kind = "number"
    return Shown(field, path, kind, value, standard, choices, largest(field.name))
