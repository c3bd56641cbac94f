"""Bookings with Flask, as documented."""

import os
import uuid

from flask import Flask, jsonify, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import HTTPException

class Wrong(Exception):
    """What the client did against the document."""


class StrictJSON(DefaultJSONProvider):
    """Python reads NaN as JSON, and fails on what is nested too deeply or is no UTF-8."""

    def loads(self, text, **options):
        try:
            return super().loads(text, parse_constant=self.refuse, **options)
        except (RecursionError, UnicodeDecodeError):
            self.refuse()

    @staticmethod
    def refuse(*_):
        raise Wrong("the body cannot be read as JSON")


app = Flask(__name__)
app.json = StrictJSON(app)
bookings = {}


def text(body, name, longest):
    value = body.get(name)
    if not isinstance(value, str) or not 1 <= len(value) <= longest:
        raise Wrong(f"{name} must be a text of 1 to {longest} characters")
    return value


def number(text, name, least, most):
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise Wrong(f"{name} must be a whole number from {least} to {most}")
    return int(text)


@app.post("/bookings")
def add():
    body = request.get_json()
    if not isinstance(body, dict):
        raise Wrong("the body must be an object")
    nights = body.get("nights")
    # True is an int in Python; 2.0 is an integer in JSON.
    is_number = isinstance(nights, (int, float)) and not isinstance(nights, bool)
    if not is_number or not 1 <= nights <= 30 or nights != int(nights):
        raise Wrong("nights must be a whole number from 1 to 30")
    note = body.get("note")
    if note is not None and (not isinstance(note, str) or len(note) > 200):
        raise Wrong("note must be a text of up to 200 characters, or null")
    booking = {
        "id": uuid.uuid4().hex,
        "room": text(body, "room", 20),
        "guest": text(body, "guest", 80),
        "nights": int(nights),
        "note": note,
        "arrived": False,
    }
    bookings[booking["id"]] = booking
    return booking, 201


@app.get("/bookings")
def list_all():
    room = request.args.get("room")
    if room is not None and len(room) > 20:
        raise Wrong("room must be a text of up to 20 characters")
    limit = number(request.args.get("limit", "20"), "limit", 1, 50)
    offset = number(request.args.get("offset", "0"), "offset", 0, 10**9)
    found = [each for each in bookings.values() if room is None or each["room"] == room]
    return {"items": found[offset : offset + limit], "total": len(found)}


@app.get("/bookings/<booking>")
def get(booking):
    if booking not in bookings:
        return missing()
    return bookings[booking]


@app.post("/bookings/<booking>/arrival")
def arrive(booking):
    if booking not in bookings:
        return missing()
    bookings[booking]["arrived"] = True
    return bookings[booking]


@app.delete("/bookings/<booking>")
def cancel(booking):
    if booking not in bookings:
        return missing()
    if bookings[booking]["arrived"]:
        return {"message": "the guest has arrived already"}, 403
    del bookings[booking]
    return "", 204


def missing():
    return {"message": "there is no such booking"}, 404


@app.errorhandler(Wrong)
def refuse(wrong):
    return {"message": str(wrong)}, 400


@app.errorhandler(HTTPException)
def refuse_as_json(error):
    """Flask's own refusals are HTML; a 415 for a body that is no JSON is none of the documented statuses."""
    status = 400 if error.code in (413, 415) else error.code
    return jsonify(message=error.description), status


if __name__ == "__main__":
    app.run(port=int(os.environ.get("PORT", "8080")), threaded=True)
