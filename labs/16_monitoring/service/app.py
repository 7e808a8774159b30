"""The prediction service: will this flight out of New York arrive more than 15 minutes late?

    GET  /health                   200 as soon as predictions can be made
    POST /predict                  {"origin": "EWR", "hour": 17}
    GET  /routes/{origin}/{hour}   the same question in the address, for links
    GET  /metrics                  for Prometheus

What /metrics shows is up to the class `Monitor` of the module `metrics`. The model is a table: the late share by
airport and scheduled hour, in the JSON file that the environment variable MODEL names.
"""

import json
import os
import time
import uuid
from contextlib import asynccontextmanager
from typing import Literal

import anyio.to_thread
from fastapi import FastAPI, Path, Request, Response
from metrics import Monitor
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel, Field

SLOTS = 8  # requests that are worked on at a time; more of them wait
NOT_USERS = ("/health", "/metrics")  # probes and scrapes

with open(os.environ["MODEL"], encoding="utf-8") as file:
    MODEL = json.load(file)

monitor = Monitor(version=MODEL["version"], slots=SLOTS)


class Flight(BaseModel):
    origin: Literal["EWR", "JFK", "LGA"]
    hour: int = Field(ge=0, le=23, description="scheduled departure, local time")


class Prediction(BaseModel):
    late_probability: float
    version: str


@asynccontextmanager
async def lifespan(app: FastAPI):
    anyio.to_thread.current_default_thread_limiter().total_tokens = SLOTS
    yield


app = FastAPI(title="Late or not", lifespan=lifespan)


@app.middleware("http")
async def watch(request: Request, call_next):
    """Tell the monitor of every request of a user, also of one that fails."""
    if request.url.path in NOT_USERS:
        return await call_next(request)
    monitor.started()
    began, status = time.perf_counter(), 500
    try:
        response = await call_next(request)
        status = response.status_code
        return response
    finally:
        route = request.scope.get("route")  # the router puts it there, when one of the addresses above fits
        monitor.finished(
            method=request.method,
            path=request.url.path,
            route=route.path if route else None,
            status=status,
            seconds=time.perf_counter() - began,
            request_id=request.headers.get("X-Request-ID") or uuid.uuid4().hex,
        )


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/predict")
def predict(flight: Flight) -> Prediction:
    # No flight was scheduled at night: the table has no such hour, and the service answers 500.
    probability = MODEL["late_share"][flight.origin][str(flight.hour)]
    monitor.predicted(origin=flight.origin, late=probability > 0.3)
    return Prediction(late_probability=probability, version=MODEL["version"])


@app.get("/routes/{origin}/{hour}")
def linked(origin: Literal["EWR", "JFK", "LGA"], hour: int = Path(ge=0, le=23)) -> Prediction:
    return predict(Flight(origin=origin, hour=hour))


@app.get("/metrics")
def metrics() -> Response:
    return Response(monitor.page(), media_type=CONTENT_TYPE_LATEST)
