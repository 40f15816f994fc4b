"""What a browser must be told with every answer, of whatever route and status."""

from mint.headers import CACHEABLE, PRIVATE, PUBLIC

NEVER = {"'unsafe-inline'", "'unsafe-eval'", "'strict-dynamic'", "data:", "*", "http:", "https:"}
CLOSED = {"object-src": {"'none'"}, "base-uri": {"'none'"}, "frame-ancestors": {"'none'"}}
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
}
UNUSED = {"camera", "geolocation", "microphone", "payment", "usb", "browsing-topics"}


def policy_of(response):
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {part[0]: set(part[1:]) for part in parts if part}


def wrong_policy(response):
    policy = policy_of(response)
    scripts = policy.get("script-src", policy.get("default-src"))
    if not policy.items() >= CLOSED.items() or not policy.get("form-action", {"*"}) <= {"'self'", "'none'"}:
        return "policy is open"
    is_file = response.get("Content-Disposition", "").startswith("attachment") and response.streaming
    if is_file and not ("sandbox" in policy and scripts == {"'none'"}):
        return "file without sandbox"
    return "scripts from elsewhere" if scripts & NEVER or policy.get("style-src", set()) & NEVER else ""


def wrong_headers(response):
    """What is missing or otherwise, in words."""
    wrong = [f"{name}: {response.get(name)}" for name, value in FIXED.items() if response.get(name) != value]
    switched_off = {part.partition("=")[0].strip() for part in response.get("Permissions-Policy", "").split(",")}
    wrong += [f"may use {feature}" for feature in UNUSED - switched_off]
    return [*wrong, *filter(None, [wrong_policy(response)])]


def wrong_keeping(response, name, *, is_anybody):
    said = response.get("Cache-Control", "")
    if "no-store" not in said and not (is_anybody and name in CACHEABLE and said == PUBLIC and not response.cookies):
        return [f"may be kept: {said}"]
    vary = {word.strip() for word in response.get("Vary", "").split(",")}
    return [f"varies by {vary}"] if said in {PUBLIC, PRIVATE} and not {"Cookie", "HX-Request"} <= vary else []


def wrong_cookies(response):
    return [
        cookie.OutputString()
        for cookie in response.cookies.values()
        if cookie["max-age"] != 0  # one that is taken away
        if not (cookie["secure"] and cookie["httponly"] and cookie["samesite"] and cookie["path"] == "/")
        or not cookie.key.startswith("__Host-")
    ]


def wrong(response, route, *, is_anybody):
    """Everything of an answer's headers that is not as it must be, in words."""
    return [*wrong_headers(response), *wrong_keeping(response, route, is_anybody=is_anybody), *wrong_cookies(response)]
