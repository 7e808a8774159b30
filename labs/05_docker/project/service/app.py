"""The prediction service: will this flight out of New York arrive more than 15 minutes late?

    GET  /health    200 as soon as predictions can be made
    POST /predict   {"carrier": "UA", "origin": "EWR", "dest": "ORD", "hour": 17, "weekday": 4}
    GET  /metrics   for Prometheus

With MLFLOW_TRACKING_URI set, each start is recorded there as a run, so that one can look up which model was deployed
when. If the tracking server does not answer, the service does not start.
"""

from __future__ import annotations

import json
import os
import time
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, Counter, generate_latest
from pydantic import BaseModel, Field

from .model import Model

model = Model()
predictions = Counter("predictions", "Predictions made since the start.")


class Flight(BaseModel):
    carrier: str = Field(examples=["UA"])
    origin: str = Field(examples=["EWR"])
    dest: str = Field(examples=["ORD"])
    hour: int = Field(ge=0, le=23, description="scheduled departure, local time")
    weekday: int = Field(ge=0, le=6, description="Monday 0 to Sunday 6")


class Prediction(BaseModel):
    late_probability: float
    model: str


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    server = os.environ.get("MLFLOW_TRACKING_URI")
    if server:
        record_start(server.rstrip("/"))
    yield


app = FastAPI(title="Late or not", lifespan=lifespan)


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok", "model": model.version}


@app.post("/predict")
def predict(flight: Flight) -> Prediction:
    predictions.inc()
    return Prediction(late_probability=round(model.late_probability(**flight.model_dump()), 4), model=model.version)


@app.get("/metrics")
def metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def record_start(server: str) -> None:
    """Write one finished run into MLflow's default experiment, through its REST API."""
    now = int(time.time() * 1000)
    run = {
        "experiment_id": "0",
        "run_name": f"deploy {model.version}",
        "start_time": now,
        "tags": [{"key": "model_version", "value": model.version}],
    }
    created = post(f"{server}/api/2.0/mlflow/runs/create", run)
    finished = {"run_id": created["run"]["info"]["run_id"], "status": "FINISHED", "end_time": now}
    post(f"{server}/api/2.0/mlflow/runs/update", finished)


def post(url: str, content: dict) -> dict:
    request = urllib.request.Request(
        url, json.dumps(content).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)
