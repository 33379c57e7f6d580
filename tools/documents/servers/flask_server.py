"""The tickets by Flask (Debian: python3-flask), checked by hand as such servers are."""

import re
from datetime import datetime, timezone

from flask import Flask, jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.serving import make_server

TOKEN = "tickets-token"
app = Flask(__name__)
tickets = {}
last = 0


def refuse(status, message):
    return jsonify(message=message), status


@app.errorhandler(HTTPException)
def http_error(error):
    return refuse(error.code, error.description)


@app.before_request
def authenticate():
    if request.headers.get("Authorization") != f"Bearer {TOKEN}":
        return refuse(401, "Who are you?")
    return None


def is_text(value, least=1, most=80):
    return isinstance(value, str) and least <= len(value) <= most


def is_integer(value, least, most):
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


CHECKS = {
    "subject": is_text,
    "priority": lambda value: is_integer(value, 1, 5),
    "state": lambda value: value in ("open", "closed"),
    "due": lambda value: value is None
    or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) is not None),
    "labels": lambda value: isinstance(value, list) and all(is_text(one, most=10**6) for one in value),
}


def body_fault(body, required):
    if not isinstance(body, dict):
        return "the body must be an object"
    missing = [name for name in required if name not in body]
    if missing:
        return f"{missing[0]} is missing"
    wrong = [name for name, value in body.items() if name in CHECKS and not CHECKS[name](value)]
    return f"{wrong[0]} is wrong" if wrong else None


@app.get("/v1/tickets")
def list_tickets():
    state = request.args.get("state")
    limit = request.args.get("limit", "20")
    if state not in (None, "open", "closed"):
        return refuse(400, "state must be open or closed")
    if not re.fullmatch(r"\d{1,3}", limit) or not 1 <= int(limit) <= 100:
        return refuse(400, "limit must be a number from 1 to 100")
    found = [one for one in tickets.values() if state in (None, one["state"])]
    return jsonify(found[: int(limit)])


@app.post("/v1/tickets")
def create_ticket():
    global last
    body = request.get_json()
    fault = body_fault(body, ["subject", "priority"])
    if fault:
        return refuse(400, fault)
    last += 1
    now = datetime.now(timezone.utc).isoformat().replace("+00:00", "Z")
    defaults = {"state": "open", "due": None, "labels": []}
    ticket = {**defaults, **{name: body[name] for name in CHECKS if name in body}, "id": last, "createdAt": now}
    tickets[last] = ticket
    return jsonify(ticket), 201, {"Location": f"/v1/tickets/{last}"}


@app.get("/v1/tickets/<int:number>")
def read_ticket(number):
    return jsonify(tickets[number]) if number in tickets else refuse(404, "There is no such ticket.")


@app.patch("/v1/tickets/<int:number>")
def change_ticket(number):
    body = request.get_json()
    fault = body_fault(body, []) or ("nothing to change" if body == {} else None)
    if fault:
        return refuse(400, fault)
    if number not in tickets:
        return refuse(404, "There is no such ticket.")
    tickets[number].update({name: body[name] for name in ("subject", "priority", "state") if name in body})
    return jsonify(tickets[number])


@app.delete("/v1/tickets/<int:number>")
def remove_ticket(number):
    return ("", 204) if tickets.pop(number, None) else refuse(404, "There is no such ticket.")


server = make_server("127.0.0.1", 0, app, threaded=True)
print(f"listening on http://127.0.0.1:{server.server_port}/v1", flush=True)
server.serve_forever()
