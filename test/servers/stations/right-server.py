"""A right server of the stations contract, written for itself in Python: stdlib only, prints its port."""

import json
import math
import re
import sys
import threading
import uuid
from datetime import datetime, timedelta, timezone
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, unquote_to_bytes

KEYS = {"stations-key-1", "stations-key-2"}
MEGABYTE = 1024 * 1024
SCHEMAS = {
    path.name: json.loads(path.read_text("utf-8"))
    for path in (Path(__file__).parent / "../../contracts/stations/schemas").resolve().glob("*.json")
}


class Refusal(Exception):
    """An answer that ends the request."""

    def __init__(self, status, detail, errors=None, headers=None):
        super().__init__(detail)
        self.status = status
        self.headers = headers or {}
        self.body = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail}
        if errors:
            self.body["errors"] = errors


TITLES = {
    400: "Malformed request",
    401: "No valid key",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict",
    412: "Changed since",
    413: "Too large",
    415: "Unsupported media type",
    422: "Invalid request",
}

# JSON Schema, as far as this contract goes.

DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?([Zz]|([+-])([0-9]{2})(?::?([0-9]{2}))?)")
EMAIL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?",
    re.IGNORECASE | re.ASCII,
)
UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)


def is_date(text):
    match = DATE.fullmatch(text)
    if not match:
        return False
    year, month, day = (int(part) for part in match.groups())
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return 1 <= month <= 12 and 1 <= day <= days[month - 1]


def read_time(text):
    """Seconds since 1970, or None where the text is no RFC 3339 time."""
    if len(text) < 11 or text[10] not in "Tt " or not is_date(text[:10]):
        return None
    match = TIME.fullmatch(text[11:])
    if not match:
        return None
    hour, minute, second = (int(part) for part in match.groups()[:3])
    sign = -1 if match[6] == "-" else 1
    offset = sign * (int(match[7] or 0) * 60 + int(match[8] or 0))
    if int(match[7] or 0) > 23 or int(match[8] or 0) > 59 or hour > 23 or minute > 59 or second > 60:
        return None
    if second == 60 and (hour * 60 + minute - offset) % 1440 != 1439:
        return None
    year = int(text[:4])
    # Python begins with the year 1; 400 years have as many days wherever they begin.
    moment = datetime(year + 400, int(text[5:7]), int(text[8:10]), hour, minute, tzinfo=timezone.utc) if year == 0 else (
        datetime(year, int(text[5:7]), int(text[8:10]), hour, minute, tzinfo=timezone.utc)
    )
    shift = -146097 * 86400 if year == 0 else 0
    whole = (moment - datetime(1970, 1, 1, tzinfo=timezone.utc)) // timedelta(seconds=1)
    return whole + shift + min(second, 59) - offset * 60 + float(match[4] or 0)


FORMATS = {
    "date": is_date,
    "date-time": lambda text: read_time(text) is not None,
    "email": lambda text: EMAIL.fullmatch(text) is not None,
    "uuid": lambda text: UUID.fullmatch(text) is not None,
    "uri-reference": lambda text: True,
}


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


TYPES = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "number": is_number,
    "integer": lambda value: is_number(value) and math.isfinite(value) and value == math.floor(value),
}


def find_flaws(schema, value, at=""):
    """What is wrong with the value, as [{path, message}]."""
    if "$ref" in schema:
        return find_flaws(SCHEMAS[schema["$ref"]], value, at)
    flaws = []

    def flaw(message):
        flaws.append({"path": at, "message": message})

    if "oneOf" in schema:
        if sum(not find_flaws(branch, value, at) for branch in schema["oneOf"]) != 1:
            flaw("must be one of the documented shapes")
        return flaws
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(TYPES[name](value) for name in types):
        flaw(f"must be {' or '.join(types)}")
        return flaws
    if "const" in schema and not (isinstance(value, str) and value == schema["const"]):
        flaw(f"must be {schema['const']}")
    if "enum" in schema and not (isinstance(value, str) and value in schema["enum"]):
        flaw(f"must be one of {', '.join(schema['enum'])}")
    if isinstance(value, str):
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", math.inf):
            flaw("is too short or too long")
        if "pattern" in schema and not re.fullmatch(schema["pattern"].strip("^$"), value):
            flaw(f"must match {schema['pattern']}")
        if "format" in schema and not FORMATS[schema["format"]](value):
            flaw(f"must be a {schema['format']}")
    if is_number(value) and not schema.get("minimum", -math.inf) <= value <= schema.get("maximum", math.inf):
        flaw("is too small or too large")
    if isinstance(value, list):
        if len(value) > schema.get("maxItems", math.inf):
            flaw("has too many items")
            return flaws
        for index, item in enumerate(value):
            flaws += find_flaws(schema.get("items", {}), item, f"{at}/{index}")
        if schema.get("uniqueItems") and not flaws and len(set(value)) < len(value):
            flaw("must not have an item twice")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        for name in schema.get("required", []):
            if name not in value:
                flaw(f"must have {name}")
        if len(value) < schema.get("minProperties", 0):
            flaw("must have a member")
        for name, member in value.items():
            if name in known:
                flaws += find_flaws(known[name], member, f"{at}/{name}")
            elif schema.get("additionalProperties") is False:
                flaws.append({"path": at, "message": f"must not have {json.dumps(name)}"})
    return flaws


def known_members(schema, value):
    """The members that the document knows; of alternatives, those of the one that fits."""
    for branch in schema.get("oneOf", []):
        if not find_flaws(branch, value):
            return known_members(SCHEMAS[branch["$ref"]], value)
    return {name: member for name, member in value.items() if name in schema.get("properties", {})}


# State.


class Entry:
    def __init__(self, body, station=None, serial=None):
        STATE.revision += 1
        self.body = body
        self.revision = STATE.revision
        self.station = station
        self.serial = serial


class State:
    def __init__(self):
        self.lock = threading.RLock()
        self.networks = {}
        self.logos = {}
        self.stations = {}
        self.sensors = {}
        self.readings = {}
        self.alerts = {}
        self.photos = {}
        self.last_station = 0
        self.revision = 0


STATE = State()


def now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


# Operations. Each gets the call and gives (status, headers, body): a dict or list is JSON, bytes are a PNG.


def find_network(call):
    entry = STATE.networks.get(call.params["networkSlug"])
    if entry is None:
        raise Refusal(404, "there is no such network")
    return entry


def stations_of(slug):
    return [entry for entry in STATE.stations.values() if entry.body["networkSlug"] == slug]


def render_network(entry):
    return {**entry.body, "stationCount": len(stations_of(entry.body["slug"]))}


def network_tag(entry):
    return f'"r{entry.revision}-{len(stations_of(entry.body["slug"]))}"'


def page_by(call, items, identity):
    """Those behind the cursor, and the cursor of the next page."""
    items = sorted(items, key=lambda item: item[identity])
    rest = [item for item in items if item[identity] > call.query.get("cursor", "")]
    page = rest[: int(call.query.get("limit", 20))]
    return page, ({"next": page[-1][identity]} if len(page) < len(rest) else {})


def list_networks(call):
    country = call.query.get("country")
    every = [render_network(entry) for entry in STATE.networks.values()]
    chosen = [body for body in every if country is None or body["country"] == country]
    page, more = page_by(call, chosen, "slug")
    return 200, {}, {"items": page, "total": len(chosen), **more}


def register_network(call):
    slug = call.body["slug"]
    if slug in STATE.networks:
        raise Refusal(409, "the slug is taken")
    entry = Entry({"public": False, **call.body, "createdAt": now()})
    STATE.networks[slug] = entry
    return 201, {"Location": f"/networks/{slug}", "ETag": network_tag(entry)}, render_network(entry)


def get_network(call):
    entry = find_network(call)
    tag = network_tag(entry)
    if call.method == "GET" and call.has_tag(tag):
        return 304, {"ETag": tag}, None
    return 200, {"ETag": tag}, render_network(entry)


def replace_network(call):
    before = find_network(call)
    call.refuse_changed(network_tag(before))
    kept = {"slug": before.body["slug"], "createdAt": before.body["createdAt"]}
    entry = Entry({"public": False, **call.body, **kept})
    STATE.networks[kept["slug"]] = entry
    return 200, {"ETag": network_tag(entry)}, render_network(entry)


def remove_network(call):
    entry = find_network(call)
    call.refuse_changed(network_tag(entry))
    slug = entry.body["slug"]
    if stations_of(slug):
        raise Refusal(409, "it still has stations")
    del STATE.networks[slug]
    STATE.logos.pop(slug, None)
    return 204, {}, None


def put_logo(call):
    find_network(call)
    STATE.logos[call.params["networkSlug"]] = call.body
    return 204, {}, None


def get_logo(call):
    find_network(call)
    if call.params["networkSlug"] not in STATE.logos:
        raise Refusal(404, "it has no logo")
    return 200, {}, STATE.logos[call.params["networkSlug"]]


def list_stations(call):
    find_network(call)
    chosen = [entry.body for entry in stations_of(call.params["networkSlug"])]
    if "status" in call.query:
        chosen = [body for body in chosen if body["status"] == call.query["status"]]
    if "minElevation" in call.query:
        lowest = float(call.query["minElevation"])
        chosen = [body for body in chosen if body.get("elevation") is not None and body["elevation"] >= lowest]
    if call.query.get("sort") == "name":
        chosen.sort(key=lambda body: body["name"])
    page, size = int(call.query.get("page", 1)), int(call.query.get("size", 20))
    items = chosen[(page - 1) * size : page * size]
    return 200, {}, {"items": items, "page": page, "size": size, "total": len(chosen)}


def add_station(call):
    find_network(call)
    STATE.last_station += 1
    names = {"id": STATE.last_station, "networkSlug": call.params["networkSlug"]}
    entry = Entry({"status": "planned", **call.body, **names, "createdAt": now()})
    STATE.stations[STATE.last_station] = entry
    return 201, {"ETag": f'"r{entry.revision}"'}, entry.body


def find_station(call):
    entry = STATE.stations.get(int(call.params["stationId"]))
    if entry is None:
        raise Refusal(404, "there is no such station")
    return entry


def get_station(call):
    entry = find_station(call)
    tag = f'"r{entry.revision}"'
    if call.method == "GET" and call.has_tag(tag):
        return 304, {"ETag": tag}, None
    return 200, {"ETag": tag}, entry.body


def patch_station(call):
    before = find_station(call)
    call.refuse_changed(f'"r{before.revision}"')
    merged = {**before.body, **call.body}
    merged = {name: member for name, member in merged.items() if member is not None or name not in call.body}
    entry = Entry(merged)
    STATE.stations[merged["id"]] = entry
    return 200, {"ETag": f'"r{entry.revision}"'}, merged


def remove_station(call):
    station = find_station(call).body["id"]
    del STATE.stations[station]
    for things in (STATE.sensors, STATE.readings, STATE.alerts, STATE.photos):
        for key in [key for key, entry in things.items() if entry.station == station]:
            del things[key]
    return 204, {}, None


def sensor_key(call):
    return int(call.params["stationId"]), call.params["serial"]


def find_sensor(call):
    find_station(call)
    entry = STATE.sensors.get(sensor_key(call))
    if entry is None:
        raise Refusal(404, "there is no such sensor")
    return entry


def list_sensors(call):
    station = find_station(call).body["id"]
    return 200, {}, [entry.body for entry in STATE.sensors.values() if entry.station == station]


def put_sensor(call):
    find_station(call)
    station, serial = sensor_key(call)
    status = 200 if (station, serial) in STATE.sensors else 201
    entry = Entry({**call.body, "serial": serial, "stationId": station}, station, serial)
    STATE.sensors[station, serial] = entry
    return status, {}, entry.body


def get_sensor(call):
    return 200, {}, find_sensor(call).body


def readings_of(call):
    return {key: entry for key, entry in STATE.readings.items() if (entry.station, entry.serial) == sensor_key(call)}


def remove_sensor(call):
    find_sensor(call)
    for key in readings_of(call):
        del STATE.readings[key]
    del STATE.sensors[sensor_key(call)]
    return 204, {}, None


def list_readings(call):
    find_sensor(call)
    since = read_time(call.query["from"]) if "from" in call.query else -math.inf
    until = read_time(call.query["to"]) if "to" in call.query else math.inf
    span = [entry.body for entry in readings_of(call).values() if since <= read_time(entry.body["takenAt"]) < until]
    span.sort(key=lambda body: read_time(body["takenAt"]), reverse=True)
    return 200, {}, {"readings": span[: int(call.query.get("limit", 50))], "total": len(span)}


def record_reading(call):
    find_sensor(call)
    station, serial = sensor_key(call)
    identity = str(uuid.uuid4())
    STATE.readings[identity] = Entry({**call.body, "id": identity, "serial": serial}, station, serial)
    return 201, {"Location": f"/stations/{station}/sensors/{serial}/readings/{identity}"}, None


def get_reading(call):
    find_sensor(call)
    entry = readings_of(call).get(call.params["readingId"].lower())
    if entry is None:
        raise Refusal(404, "there is no such reading")
    return 200, {}, entry.body


def add_photo(call):
    station = find_station(call).body["id"]
    identity = str(uuid.uuid4())
    entry = Entry({**call.body, "photoId": identity, "stationId": station, "uploadedAt": now()}, station)
    STATE.photos[identity] = entry
    return 201, {}, entry.body


def find_photo(call):
    entry = STATE.photos.get(call.params["photoId"].lower())
    if entry is None:
        raise Refusal(404, "there is no such photo")
    return entry


def get_photo(call):
    return 200, {}, find_photo(call).body


def remove_photo(call):
    find_photo(call)
    del STATE.photos[call.params["photoId"].lower()]
    return 204, {}, None


def list_alerts(call):
    chosen = [entry.body for entry in STATE.alerts.values()]
    if "stationId" in call.query:
        chosen = [body for body in chosen if body["stationId"] == int(call.query["stationId"])]
    if "severity" in call.query:
        chosen = [body for body in chosen if body["severity"] == call.query["severity"]]
    page, more = page_by(call, chosen, "alertId")
    return 200, {}, {"alerts": page, "total": len(chosen), **more}


def raise_alert(call):
    station = int(call.body["stationId"])
    if station not in STATE.stations:
        raise Refusal(422, "there is no such station", [{"path": "/stationId", "message": "there is no such station"}])
    identity = str(uuid.uuid4())
    body = {**call.body, "alertId": identity, "stationId": station, "state": "open", "raisedAt": now()}
    STATE.alerts[identity] = Entry(body, station)
    return 201, {}, body


def find_alert(call):
    entry = STATE.alerts.get(call.params["alertId"].lower())
    if entry is None:
        raise Refusal(404, "there is no such alert")
    return entry


def get_alert(call):
    return 200, {}, find_alert(call).body


def acknowledge_alert(call):
    before = find_alert(call)
    if before.body["state"] == "acknowledged":
        raise Refusal(409, "it was acknowledged before")
    told = call.body or {}
    body = {**before.body, "state": "acknowledged"}
    if "by" in told:
        body["acknowledgedBy"] = told["by"]
    if "note" in told:
        body["note"] = told["note"]
    STATE.alerts[body["alertId"]] = Entry(body, before.station)
    return 200, {}, body


def get_health(_call):
    return 200, {}, {"status": "ok", "version": "2.4.0"}


# What requests are held against.


def integer(minimum, maximum):
    def accepts(text):
        return bool(re.fullmatch(r"-?(0|[1-9][0-9]{0,17})", text)) and minimum <= int(text) <= maximum

    return accepts


def number(minimum, maximum):
    def accepts(text):
        plain = re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?", text)
        return bool(plain) and minimum <= float(text) <= maximum

    return accepts


def matching(pattern):
    return lambda text: re.fullmatch(pattern, text) is not None


def one_of(*values):
    return lambda text: text in values


def is_time(text):
    return read_time(text) is not None


PARAMS = {
    "networkSlug": (404, matching(r"[a-z][a-z0-9-]{1,38}")),
    "stationId": (422, integer(1, 2147483647)),
    "serial": (422, matching(r"[A-Z]{2}-[0-9]{4,8}")),
    "readingId": (422, FORMATS["uuid"]),
    "alertId": (422, FORMATS["uuid"]),
    "photoId": (422, FORMATS["uuid"]),
}
CURSOR = {"limit": integer(1, 100), "cursor": lambda text: len(text) <= 200}
STATION_PAGE = {
    "page": integer(1, 100000),
    "size": integer(1, 100),
    "status": one_of("planned", "active", "retired"),
    "minElevation": number(-430, 9000),
    "sort": one_of("id", "name"),
}
JSON, PATCH, PNG, FORM = "application/json", "application/merge-patch+json", "image/png", "multipart/form-data"
NETWORK, STATION = "/networks/{networkSlug}", "/stations/{stationId}"
SENSOR = f"{STATION}/sensors/{{serial}}"

# method, path, what is done, and: the query, the type and schema of the body, what must exist before the body is looked at
OPERATIONS = [
    ("GET", "/health", get_health, {"open": True}),
    ("GET", "/networks", list_networks, {"query": {**CURSOR, "country": matching("[A-Z]{2}")}}),
    ("POST", "/networks", register_network, {"body": (JSON, "new-network")}),
    ("GET", NETWORK, get_network, {"find": find_network}),
    ("PUT", NETWORK, replace_network, {"body": (JSON, "network-replacement"), "find": find_network}),
    ("DELETE", NETWORK, remove_network, {"find": find_network}),
    ("PUT", f"{NETWORK}/logo", put_logo, {"body": (PNG, None), "find": find_network}),
    ("GET", f"{NETWORK}/logo", get_logo, {"find": find_network}),
    ("GET", f"{NETWORK}/stations", list_stations, {"query": STATION_PAGE, "find": find_network}),
    ("POST", f"{NETWORK}/stations", add_station, {"body": (JSON, "new-station"), "find": find_network}),
    ("GET", STATION, get_station, {"find": find_station}),
    ("PATCH", STATION, patch_station, {"body": (PATCH, "station-patch"), "find": find_station}),
    ("DELETE", STATION, remove_station, {"find": find_station}),
    ("GET", f"{STATION}/sensors", list_sensors, {"find": find_station}),
    ("PUT", SENSOR, put_sensor, {"body": (JSON, "sensor-settings"), "find": find_station}),
    ("GET", SENSOR, get_sensor, {"find": find_sensor}),
    ("DELETE", SENSOR, remove_sensor, {"find": find_sensor}),
    (
        "GET",
        f"{SENSOR}/readings",
        list_readings,
        {"query": {"from": is_time, "to": is_time, "limit": integer(1, 500)}, "find": find_sensor},
    ),
    ("POST", f"{SENSOR}/readings", record_reading, {"body": (JSON, "new-reading"), "find": find_sensor}),
    ("GET", f"{SENSOR}/readings/{{readingId}}", get_reading, {"find": get_reading}),
    ("POST", f"{STATION}/photos", add_photo, {"body": (FORM, None), "find": find_station}),
    ("GET", "/photos/{photoId}", get_photo, {"find": find_photo}),
    ("DELETE", "/photos/{photoId}", remove_photo, {"find": find_photo}),
    (
        "GET",
        "/alerts",
        list_alerts,
        {"query": {**CURSOR, "stationId": integer(1, 2147483647), "severity": one_of("info", "warning", "critical")}},
    ),
    ("POST", "/alerts", raise_alert, {"body": (JSON, "new-alert")}),
    ("GET", "/alerts/{alertId}", get_alert, {"find": find_alert}),
    (
        "POST",
        "/alerts/{alertId}/acknowledgement",
        acknowledge_alert,
        {"body": (JSON, "acknowledgement"), "optional": True, "find": find_alert},
    ),
]


def decode(text):
    return unquote_to_bytes(text).decode("utf-8", "replace")


def match_path(template, path):
    wanted, given = template.split("/"), path.split("/")
    if len(wanted) != len(given):
        return None
    params = {}
    for part, text in zip(wanted, given):
        if part.startswith("{"):
            if text == "":
                return None
            params[part[1:-1]] = decode(text)
        elif part != text:
            return None
    return params


def read_integer(text):
    # More digits than Python converts are out of every range, and still a number.
    return int(text) if len(text) < 400 else math.copysign(math.inf, -1 if text.startswith("-") else 1)


def refuse_constant(text):
    raise ValueError(f"{text} is not JSON")


class Call(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "stations"

    def log_message(self, *_):
        pass

    def setup(self):
        super().setup()
        # Head and body of an answer are two writes: without this the second waits for the caller's ACK.
        self.connection.setsockopt(6, 1, 1)

    def handle_expect_100(self):
        told = super().handle_expect_100()
        self.wfile.flush()
        return told

    def handle_any(self):
        try:
            self.method = self.command
            self.bytes = self.read_all()
            with STATE.lock:
                status, headers, body = self.decide()
        except Refusal as refusal:
            self.reply(refusal.status, {"Content-Type": "application/problem+json", **refusal.headers}, refusal.body)
            return
        if isinstance(body, (dict, list)):
            headers = {"Content-Type": "application/json", **headers}
        elif body is not None:
            headers = {"Content-Type": "image/png", **headers}
        self.reply(status, headers, body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_QUERY = handle_any

    def reply(self, status, headers, body):
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode("ascii")
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def read_all(self):
        """The whole body, whatever becomes of the request: the next one begins behind it."""
        if "chunked" in (self.headers.get("Transfer-Encoding") or "").lower():
            chunks = []
            while True:
                size = int(self.rfile.readline().split(b";")[0].strip() or b"0", 16)
                if size == 0:
                    while self.rfile.readline().strip():
                        pass
                    return b"".join(chunks)
                chunks.append(self.rfile.read(size))
                self.rfile.readline()
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def decide(self):
        self.path_only, _, query = self.path.partition("?")
        here = [(each, match_path(each[1], self.path_only)) for each in OPERATIONS]
        here = [(each, params) for each, params in here if params is not None]
        if not here:
            raise Refusal(404, "there is no such path")
        method = "GET" if self.command == "HEAD" else self.command
        chosen = [(each, params) for each, params in here if each[0] == method]
        if not chosen:
            methods = [each[0] for each, _ in here]
            allowed = ", ".join(methods + (["HEAD"] if "GET" in methods else []))
            raise Refusal(405, f"{self.command} is not for this path", None, {"Allow": allowed})
        (_, _, act, rule), self.params = chosen[0]
        if not rule.get("open") and self.headers.get("X-API-Key") not in KEYS:
            raise Refusal(401, "no key, or not one of ours", None, {"WWW-Authenticate": 'ApiKey realm="stations"'})
        self.hold_params()
        self.read_query(query, rule.get("query", {}))
        if "find" in rule:
            rule["find"](self)
        self.body = self.read_body(rule) if "body" in rule else None
        return act(self)

    def hold_params(self):
        for name, text in self.params.items():
            status, accepts = PARAMS[name]
            if not accepts(text):
                errors = [{"path": name, "message": "is not well-formed"}] if status == 422 else None
                raise Refusal(status, f"{name} is not well-formed", errors)

    def read_query(self, query, checks):
        self.query = {}
        for name, text in parse_qsl(query, keep_blank_values=True, encoding="utf-8", errors="replace"):
            if name not in checks:
                continue
            if name in self.query or not checks[name](text):
                errors = [{"path": name, "message": "is not as documented"}]
                raise Refusal(422, "the query is not as documented", errors)
            self.query[name] = text

    def has_tag(self, tag):
        had = self.headers.get("If-None-Match")
        return had is not None and (had.strip() == "*" or tag in re.findall(r'"[^"]*"', had))

    def refuse_changed(self, tag):
        wanted = self.headers.get("If-Match")
        if wanted is not None and wanted.strip() != "*" and tag not in re.findall(r'(?:W/)?"[^"]*"', wanted):
            raise Refusal(412, "it was changed since, or is another")

    def is_of_type(self, wanted):
        if (self.headers.get("Content-Encoding") or "identity").strip().lower() != "identity":
            return False
        media, *parameters = (self.headers.get("Content-Type") or "").split(";")
        charsets = [each.strip().lower() for each in parameters if each.strip().lower().startswith("charset=")]
        is_utf8 = not charsets or charsets[0][8:].strip('"') in ("utf-8", "utf8")
        return media.strip().lower() == wanted and (is_utf8 or wanted == PNG)

    def read_body(self, rule):
        wanted, schema = rule["body"]
        if self.bytes == b"" and ("Content-Type" not in self.headers or self.is_of_type(wanted)):
            if rule.get("optional"):
                return None
            raise Refusal(400, "the body is missing")
        if not self.is_of_type(wanted):
            raise Refusal(415, f"only {wanted} is read")
        if wanted == PNG:
            if len(self.bytes) > MEGABYTE:
                raise Refusal(413, "at most 1 MB")
            return self.bytes
        return self.read_form() if wanted == FORM else self.read_json(SCHEMAS[f"{schema}.schema.json"])

    def read_json(self, schema):
        try:
            value = json.loads(
                self.bytes.decode("utf-8"), parse_constant=refuse_constant, parse_int=read_integer
            )
        except (ValueError, RecursionError):
            raise Refusal(400, "the body is not JSON in UTF-8") from None
        flaws = find_flaws(schema, value)
        if flaws:
            raise Refusal(422, "the body is not as documented", flaws)
        return known_members(schema, value)

    def read_form(self):
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode("latin-1")
        form = message_from_bytes(head + self.bytes)
        if not form.is_multipart() or form.defects:
            raise Refusal(400, "the body is no form in parts")
        parts = {}
        for part in form.get_payload():
            name = part.get_param("name", header="content-disposition")
            parts.setdefault(name, part)
        file, caption = parts.get("file"), parts.get("caption")
        content = file.get_payload(decode=True) if file else None
        if not content or file.get_filename() is None or file.get_content_type() != PNG:
            raise Refusal(422, "file is no PNG", [{"path": "/file", "message": "must be image/png"}])
        if len(content) > MEGABYTE:
            raise Refusal(413, "at most 1 MB")
        if caption is None:
            return {"bytes": len(content)}
        text = caption.get_payload(decode=True).decode("utf-8", "replace")
        if len(text) > 120 or caption.get_filename() is not None:
            raise Refusal(422, "caption", [{"path": "/caption", "message": "at most 120 characters"}])
        return {"bytes": len(content), "caption": text}


if __name__ == "__main__":
    # Deeply nested JSON is read on the stack.
    sys.setrecursionlimit(20000)
    threading.stack_size(64 * MEGABYTE)
    # Gathers what is written, so that an answer is one packet.
    Call.wbufsize = -1
    ThreadingHTTPServer.daemon_threads = True
    SERVER = ThreadingHTTPServer(("127.0.0.1", 0), Call)
    print(SERVER.server_address[1], flush=True)
    SERVER.serve_forever()
