"""Bookings with Flask as they are often written: it works when tried by hand, and is not as documented."""

import os

from flask import Flask, jsonify, request

app = Flask(__name__)
bookings = {}


@app.post("/bookings")
def add():
    body = request.json
    # A member that is missing is a KeyError: 500, in HTML. What is there is taken for whatever it is.
    booking = {
        "id": len(bookings) + 1,
        "room": body["room"],
        "guest": body["guest"].strip(),
        "nights": int(body["nights"]),
        "note": body.get("note", ""),
        "arrived": False,
    }
    bookings[booking["id"]] = booking
    return jsonify(booking), 201


@app.get("/bookings")
def list_all():
    limit = int(request.args.get("limit", 20))
    return jsonify(items=list(bookings.values())[:limit], total=len(bookings))


@app.get("/bookings/<int:booking>")
def get(booking):
    return jsonify(bookings.get(booking))


@app.post("/bookings/<int:booking>/arrival")
def arrive(booking):
    bookings[booking]["arrived"] = True
    return jsonify(bookings[booking])


@app.delete("/bookings/<int:booking>")
def cancel(booking):
    bookings.pop(booking, None)
    return jsonify(ok=True)


if __name__ == "__main__":
    app.run(port=int(os.environ.get("PORT", "8080")))
