# %% right: a thread of its own
# import logging
# import threading
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# def load(app):
#     try:
#         app.state.model = load_model()
#         app.state.status = "ready"
#     except Exception:
#         logging.exception("no model")
#         app.state.status = "failed"
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.status = "loading"
#     threading.Thread(target=load, args=[app], daemon=True).start()
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def say(model, probability):
#     return Prediction(
#         late_probability=probability, late=probability >= model.threshold, model_version=model.version
#     )
#
#
# def no_model():
#     return JSONResponse({"detail": "not ready"}, status_code=503)
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     model = app.state.model
#     if model is None:
#         return JSONResponse({"status": app.state.status}, status_code=503)
#     return {"status": "ready", "model_version": model.version}
#
#
# @app.post("/predict", response_model=Prediction)
# def predict(flight: Flight):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     (probability,) = model.predict([flight.model_dump()])
#     return say(model, probability)
#
#
# @app.post("/predict_batch", response_model=Predictions)
# def predict_batch(batch: Batch):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     return {"predictions": [say(model, p) for p in model.predict(batch.model_dump()["flights"])]}

# %% right: async endpoints that hand the computing to a thread
# import asyncio
# import logging
# from contextlib import asynccontextmanager
#
# import late
# from fastapi import APIRouter, FastAPI, HTTPException, Response
# from fastapi.concurrency import run_in_threadpool
# from schemas import Batch, Flight, Prediction, Predictions
#
# router = APIRouter()
#
#
# @asynccontextmanager
# async def lifespan(app):
#     async def fill():
#         app.state.model = await asyncio.get_running_loop().run_in_executor(None, late.load_model)
#
#     app.state.model = None
#     app.state.loading = asyncio.create_task(fill())
#     app.state.loading.add_done_callback(
#         lambda task: task.cancelled() or (task.exception() and logging.error("loading", exc_info=task.exception()))
#     )
#     yield
#     app.state.loading.cancel()
#
#
# async def ask(flights):
#     model = app.state.model
#     if model is None:
#         raise HTTPException(status_code=503, detail="not ready")
#     answers = await run_in_threadpool(model.predict, [dict(flight) for flight in flights])
#     return [
#         {"late_probability": answer, "late": answer >= model.threshold, "model_version": model.version}
#         for answer in answers
#     ]
#
#
# @router.get("/health")
# async def health():
#     return {"status": "alive"}
#
#
# @router.get("/ready")
# async def ready(response: Response):
#     if app.state.model is not None:
#         return {"status": "ready", "model_version": app.state.model.version}
#     response.status_code = 503
#     return {"status": "failed" if app.state.loading.done() else "loading"}
#
#
# @router.post("/predict")
# async def predict(flight: Flight) -> Prediction:
#     return (await ask([flight]))[0]
#
#
# @router.post("/predict_batch")
# async def predict_batch(batch: Batch) -> Predictions:
#     return {"predictions": await ask(batch.flights)}
#
#
# app = FastAPI(lifespan=lifespan)
# app.include_router(router)

# %% wrong: loads when the module is imported | message: while the model loads
# import logging
# import threading
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# def load(app):
#     try:
#         app.state.model = load_model()
#         app.state.status = "ready"
#     except Exception:
#         logging.exception("no model")
#         app.state.status = "failed"
#
#
# MODEL = load_model()
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.status = "loading"
#     app.state.model = MODEL
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def say(model, probability):
#     return Prediction(
#         late_probability=probability, late=probability >= model.threshold, model_version=model.version
#     )
#
#
# def no_model():
#     return JSONResponse({"detail": "not ready"}, status_code=503)
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     model = app.state.model
#     if model is None:
#         return JSONResponse({"status": app.state.status}, status_code=503)
#     return {"status": "ready", "model_version": model.version}
#
#
# @app.post("/predict", response_model=Prediction)
# def predict(flight: Flight):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     (probability,) = model.predict([flight.model_dump()])
#     return say(model, probability)
#
#
# @app.post("/predict_batch", response_model=Predictions)
# def predict_batch(batch: Batch):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     return {"predictions": [say(model, p) for p in model.predict(batch.model_dump()["flights"])]}

# %% wrong: loads before the door is opened | message: while the model loads
# import logging
# import threading
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# def load(app):
#     try:
#         app.state.model = load_model()
#         app.state.status = "ready"
#     except Exception:
#         logging.exception("no model")
#         app.state.status = "failed"
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.status = "loading"
#     load(app)
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def say(model, probability):
#     return Prediction(
#         late_probability=probability, late=probability >= model.threshold, model_version=model.version
#     )
#
#
# def no_model():
#     return JSONResponse({"detail": "not ready"}, status_code=503)
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     model = app.state.model
#     if model is None:
#         return JSONResponse({"status": app.state.status}, status_code=503)
#     return {"status": "ready", "model_version": model.version}
#
#
# @app.post("/predict", response_model=Prediction)
# def predict(flight: Flight):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     (probability,) = model.predict([flight.model_dump()])
#     return say(model, probability)
#
#
# @app.post("/predict_batch", response_model=Predictions)
# def predict_batch(batch: Batch):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     return {"predictions": [say(model, p) for p in model.predict(batch.model_dump()["flights"])]}

# %% wrong: a task, but the loading keeps the event loop | message: while the model loads
# import asyncio
# import logging
# import threading
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# def load(app):
#     try:
#         app.state.model = load_model()
#         app.state.status = "ready"
#     except Exception:
#         logging.exception("no model")
#         app.state.status = "failed"
#
#
# async def load_async(app):
#     load(app)
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.status = "loading"
#     task = asyncio.create_task(load_async(app))
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def say(model, probability):
#     return Prediction(
#         late_probability=probability, late=probability >= model.threshold, model_version=model.version
#     )
#
#
# def no_model():
#     return JSONResponse({"detail": "not ready"}, status_code=503)
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     model = app.state.model
#     if model is None:
#         return JSONResponse({"status": app.state.status}, status_code=503)
#     return {"status": "ready", "model_version": model.version}
#
#
# @app.post("/predict", response_model=Prediction)
# def predict(flight: Flight):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     (probability,) = model.predict([flight.model_dump()])
#     return say(model, probability)
#
#
# @app.post("/predict_batch", response_model=Predictions)
# def predict_batch(batch: Batch):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     return {"predictions": [say(model, p) for p in model.predict(batch.model_dump()["flights"])]}

# %% wrong: not ready means not alive | message: expected 200, got 503
# import logging
# import threading
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# def load(app):
#     try:
#         app.state.model = load_model()
#         app.state.status = "ready"
#     except Exception:
#         logging.exception("no model")
#         app.state.status = "failed"
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.status = "loading"
#     threading.Thread(target=load, args=[app], daemon=True).start()
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def say(model, probability):
#     return Prediction(
#         late_probability=probability, late=probability >= model.threshold, model_version=model.version
#     )
#
#
# def no_model():
#     return JSONResponse({"detail": "not ready"}, status_code=503)
#
#
# @app.get("/health")
# def health():
#     if app.state.model is None:
#         return no_model()
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     model = app.state.model
#     if model is None:
#         return JSONResponse({"status": app.state.status}, status_code=503)
#     return {"status": "ready", "model_version": model.version}
#
#
# @app.post("/predict", response_model=Prediction)
# def predict(flight: Flight):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     (probability,) = model.predict([flight.model_dump()])
#     return say(model, probability)
#
#
# @app.post("/predict_batch", response_model=Predictions)
# def predict_batch(batch: Batch):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     return {"predictions": [say(model, p) for p in model.predict(batch.model_dump()["flights"])]}

# %% wrong: the model in a global variable | message: app.state.model
# import logging
# import threading
# from contextlib import asynccontextmanager
# from types import SimpleNamespace
#
# from fastapi import FastAPI
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
# HERE = SimpleNamespace()
#
#
# def load(app):
#     try:
#         HERE.model = load_model()
#         app.state.status = "ready"
#     except Exception:
#         logging.exception("no model")
#         app.state.status = "failed"
#
#
# @asynccontextmanager
# async def lifespan(app):
#     HERE.model = None
#     app.state.status = "loading"
#     threading.Thread(target=load, args=[app], daemon=True).start()
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def say(model, probability):
#     return Prediction(
#         late_probability=probability, late=probability >= model.threshold, model_version=model.version
#     )
#
#
# def no_model():
#     return JSONResponse({"detail": "not ready"}, status_code=503)
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     model = HERE.model
#     if model is None:
#         return JSONResponse({"status": app.state.status}, status_code=503)
#     return {"status": "ready", "model_version": model.version}
#
#
# @app.post("/predict", response_model=Prediction)
# def predict(flight: Flight):
#     model = HERE.model
#     if model is None:
#         return no_model()
#     (probability,) = model.predict([flight.model_dump()])
#     return say(model, probability)
#
#
# @app.post("/predict_batch", response_model=Predictions)
# def predict_batch(batch: Batch):
#     model = HERE.model
#     if model is None:
#         return no_model()
#     return {"predictions": [say(model, p) for p in model.predict(batch.model_dump()["flights"])]}

# %% wrong: loads at the first question, and says it is ready | message: when the server starts
# import logging
# import threading
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# def load(app):
#     try:
#         app.state.model = load_model()
#         app.state.status = "ready"
#     except Exception:
#         logging.exception("no model")
#         app.state.status = "failed"
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.status = "loading"
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def say(model, probability):
#     return Prediction(
#         late_probability=probability, late=probability >= model.threshold, model_version=model.version
#     )
#
#
# def no_model():
#     return JSONResponse({"detail": "not ready"}, status_code=503)
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     return {"status": "ready", "model_version": "checked-1"}
#
#
# @app.post("/predict", response_model=Prediction)
# def predict(flight: Flight):
#     if app.state.model is None:
#         load(app)
#     model = app.state.model
#     (probability,) = model.predict([flight.model_dump()])
#     return say(model, probability)
#
#
# @app.post("/predict_batch", response_model=Predictions)
# def predict_batch(batch: Batch):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     return {"predictions": [say(model, p) for p in model.predict(batch.model_dump()["flights"])]}

# %% wrong: loads the model for each request | message: loaded
# import logging
# import threading
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# def load(app):
#     try:
#         app.state.model = load_model()
#         app.state.status = "ready"
#     except Exception:
#         logging.exception("no model")
#         app.state.status = "failed"
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.status = "loading"
#     threading.Thread(target=load, args=[app], daemon=True).start()
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def say(model, probability):
#     return Prediction(
#         late_probability=probability, late=probability >= model.threshold, model_version=model.version
#     )
#
#
# def no_model():
#     return JSONResponse({"detail": "not ready"}, status_code=503)
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     model = app.state.model
#     if model is None:
#         return JSONResponse({"status": app.state.status}, status_code=503)
#     return {"status": "ready", "model_version": model.version}
#
#
# @app.post("/predict", response_model=Prediction)
# def predict(flight: Flight):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     model = load_model()
#     (probability,) = model.predict([flight.model_dump()])
#     return say(model, probability)
#
#
# @app.post("/predict_batch", response_model=Predictions)
# def predict_batch(batch: Batch):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     return {"predictions": [say(model, p) for p in model.predict(batch.model_dump()["flights"])]}

# %% wrong: rounded | message: not rounded
# import logging
# import threading
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# def load(app):
#     try:
#         app.state.model = load_model()
#         app.state.status = "ready"
#     except Exception:
#         logging.exception("no model")
#         app.state.status = "failed"
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.status = "loading"
#     threading.Thread(target=load, args=[app], daemon=True).start()
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def say(model, probability):
#     return Prediction(
#         late_probability=round(probability, 3), late=probability >= model.threshold, model_version=model.version
#     )
#
#
# def no_model():
#     return JSONResponse({"detail": "not ready"}, status_code=503)
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     model = app.state.model
#     if model is None:
#         return JSONResponse({"status": app.state.status}, status_code=503)
#     return {"status": "ready", "model_version": model.version}
#
#
# @app.post("/predict", response_model=Prediction)
# def predict(flight: Flight):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     (probability,) = model.predict([flight.model_dump()])
#     return say(model, probability)
#
#
# @app.post("/predict_batch", response_model=Predictions)
# def predict_batch(batch: Batch):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     return {"predictions": [say(model, p) for p in model.predict(batch.model_dump()["flights"])]}

# %% wrong: a batch flight by flight | message: ONE call
# import logging
# import threading
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# def load(app):
#     try:
#         app.state.model = load_model()
#         app.state.status = "ready"
#     except Exception:
#         logging.exception("no model")
#         app.state.status = "failed"
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.status = "loading"
#     threading.Thread(target=load, args=[app], daemon=True).start()
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def say(model, probability):
#     return Prediction(
#         late_probability=probability, late=probability >= model.threshold, model_version=model.version
#     )
#
#
# def no_model():
#     return JSONResponse({"detail": "not ready"}, status_code=503)
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     model = app.state.model
#     if model is None:
#         return JSONResponse({"status": app.state.status}, status_code=503)
#     return {"status": "ready", "model_version": model.version}
#
#
# @app.post("/predict", response_model=Prediction)
# def predict(flight: Flight):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     (probability,) = model.predict([flight.model_dump()])
#     return say(model, probability)
#
#
# @app.post("/predict_batch", response_model=Predictions)
# def predict_batch(batch: Batch):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     return {"predictions": [say(model, p) for flight in batch.flights for p in model.predict([flight.model_dump()])]}

# %% wrong: late above the threshold only
# import logging
# import threading
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# def load(app):
#     try:
#         app.state.model = load_model()
#         app.state.status = "ready"
#     except Exception:
#         logging.exception("no model")
#         app.state.status = "failed"
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.status = "loading"
#     threading.Thread(target=load, args=[app], daemon=True).start()
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def say(model, probability):
#     return Prediction(
#         late_probability=probability, late=probability > model.threshold, model_version=model.version
#     )
#
#
# def no_model():
#     return JSONResponse({"detail": "not ready"}, status_code=503)
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     model = app.state.model
#     if model is None:
#         return JSONResponse({"status": app.state.status}, status_code=503)
#     return {"status": "ready", "model_version": model.version}
#
#
# @app.post("/predict", response_model=Prediction)
# def predict(flight: Flight):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     (probability,) = model.predict([flight.model_dump()])
#     return say(model, probability)
#
#
# @app.post("/predict_batch", response_model=Predictions)
# def predict_batch(batch: Batch):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     return {"predictions": [say(model, p) for p in model.predict(batch.model_dump()["flights"])]}

# %% wrong: computes in the event loop
# import logging
# import threading
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# def load(app):
#     try:
#         app.state.model = load_model()
#         app.state.status = "ready"
#     except Exception:
#         logging.exception("no model")
#         app.state.status = "failed"
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.status = "loading"
#     threading.Thread(target=load, args=[app], daemon=True).start()
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def say(model, probability):
#     return Prediction(
#         late_probability=probability, late=probability >= model.threshold, model_version=model.version
#     )
#
#
# def no_model():
#     return JSONResponse({"detail": "not ready"}, status_code=503)
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     model = app.state.model
#     if model is None:
#         return JSONResponse({"status": app.state.status}, status_code=503)
#     return {"status": "ready", "model_version": model.version}
#
#
# @app.post("/predict", response_model=Prediction)
# async def predict(flight: Flight):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     (probability,) = model.predict([flight.model_dump()])
#     return say(model, probability)
#
#
# @app.post("/predict_batch", response_model=Predictions)
# def predict_batch(batch: Batch):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     return {"predictions": [say(model, p) for p in model.predict(batch.model_dump()["flights"])]}

# %% wrong: loading for ever when it has failed
# import logging
# import threading
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# def load(app):
#     try:
#         app.state.model = load_model()
#         app.state.status = "ready"
#     except Exception:
#         logging.exception("no model")
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.status = "loading"
#     threading.Thread(target=load, args=[app], daemon=True).start()
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def say(model, probability):
#     return Prediction(
#         late_probability=probability, late=probability >= model.threshold, model_version=model.version
#     )
#
#
# def no_model():
#     return JSONResponse({"detail": "not ready"}, status_code=503)
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     model = app.state.model
#     if model is None:
#         return JSONResponse({"status": app.state.status}, status_code=503)
#     return {"status": "ready", "model_version": model.version}
#
#
# @app.post("/predict", response_model=Prediction)
# def predict(flight: Flight):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     (probability,) = model.predict([flight.model_dump()])
#     return say(model, probability)
#
#
# @app.post("/predict_batch", response_model=Predictions)
# def predict_batch(batch: Batch):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     return {"predictions": [say(model, p) for p in model.predict(batch.model_dump()["flights"])]}

# %% wrong: tells why loading has failed
# import logging
# import threading
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# def load(app):
#     try:
#         app.state.model = load_model()
#         app.state.status = "ready"
#     except Exception as error:
#         app.state.status = f"failed: {error}"
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.status = "loading"
#     threading.Thread(target=load, args=[app], daemon=True).start()
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def say(model, probability):
#     return Prediction(
#         late_probability=probability, late=probability >= model.threshold, model_version=model.version
#     )
#
#
# def no_model():
#     return JSONResponse({"detail": "not ready"}, status_code=503)
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     model = app.state.model
#     if model is None:
#         return JSONResponse({"status": app.state.status}, status_code=503)
#     return {"status": "ready", "model_version": model.version}
#
#
# @app.post("/predict", response_model=Prediction)
# def predict(flight: Flight):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     (probability,) = model.predict([flight.model_dump()])
#     return say(model, probability)
#
#
# @app.post("/predict_batch", response_model=Predictions)
# def predict_batch(batch: Batch):
#     model = app.state.model
#     if model is None:
#         return no_model()
#     return {"predictions": [say(model, p) for p in model.predict(batch.model_dump()["flights"])]}

# %% wrong: the threshold of today's model, written down | message: model.threshold
# import asyncio
# import logging
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI, HTTPException
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# async def fill(app):
#     try:
#         app.state.model = await asyncio.to_thread(load_model)
#     except Exception:
#         logging.exception("loading failed")
#         app.state.failed = True
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.failed = False
#     app.state.task = asyncio.create_task(fill(app))
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def ask(flights):
#     model = app.state.model
#     if model is None:
#         raise HTTPException(503, "not ready")
#     return [
#         Prediction(late_probability=p, late=p >= 0.3, model_version=model.version)
#         for p in model.predict([flight.model_dump() for flight in flights])
#     ]
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     if app.state.failed:
#         return JSONResponse({"status": "failed"}, 503)
#     if app.state.model is None:
#         return JSONResponse({"status": "loading"}, 503)
#     return {"status": "ready", "model_version": app.state.model.version}
#
#
# @app.post("/predict")
# def predict(flight: Flight) -> Prediction:
#     return ask([flight])[0]
#
#
# @app.post("/predict_batch")
# def predict_batch(batch: Batch) -> Predictions:
#     return Predictions(predictions=ask(batch.flights))

# %% wrong: loads when somebody asks for /ready | message: when the server starts
# import asyncio
# import logging
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI, HTTPException
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# async def fill(app):
#     try:
#         app.state.model = await asyncio.to_thread(load_model)
#     except Exception:
#         logging.exception("loading failed")
#         app.state.failed = True
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.failed = False
#     app.state.task = None
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def ask(flights):
#     model = app.state.model
#     if model is None:
#         raise HTTPException(503, "not ready")
#     return [
#         Prediction(late_probability=p, late=p >= model.threshold, model_version=model.version)
#         for p in model.predict([flight.model_dump() for flight in flights])
#     ]
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# async def ready():
#     if app.state.task is None:
#         app.state.task = asyncio.create_task(fill(app))
#     if app.state.failed:
#         return JSONResponse({"status": "failed"}, 503)
#     if app.state.model is None:
#         return JSONResponse({"status": "loading"}, 503)
#     return {"status": "ready", "model_version": app.state.model.version}
#
#
# @app.post("/predict")
# def predict(flight: Flight) -> Prediction:
#     return ask([flight])[0]
#
#
# @app.post("/predict_batch")
# def predict_batch(batch: Batch) -> Predictions:
#     return Predictions(predictions=ask(batch.flights))

# %% wrong: only the batch is computed in the event loop
# import asyncio
# import logging
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI, HTTPException
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# async def fill(app):
#     try:
#         app.state.model = await asyncio.to_thread(load_model)
#     except Exception:
#         logging.exception("loading failed")
#         app.state.failed = True
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.failed = False
#     app.state.task = asyncio.create_task(fill(app))
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def ask(flights):
#     model = app.state.model
#     if model is None:
#         raise HTTPException(503, "not ready")
#     return [
#         Prediction(late_probability=p, late=p >= model.threshold, model_version=model.version)
#         for p in model.predict([flight.model_dump() for flight in flights])
#     ]
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     if app.state.failed:
#         return JSONResponse({"status": "failed"}, 503)
#     if app.state.model is None:
#         return JSONResponse({"status": "loading"}, 503)
#     return {"status": "ready", "model_version": app.state.model.version}
#
#
# @app.post("/predict")
# def predict(flight: Flight) -> Prediction:
#     return ask([flight])[0]
#
#
# @app.post("/predict_batch")
# async def predict_batch(batch: Batch) -> Predictions:
#     return Predictions(predictions=ask(batch.flights))

# %% wrong: one prediction at a time
# import asyncio
# import sys
# import threading
# import traceback
#
# from fastapi import FastAPI, Request, Response
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
# app = FastAPI()
# app.state.model = None
# status = "loading"
#
#
# def load():
#     global status
#     try:
#         app.state.model = load_model()
#         status = "ready"
#     except Exception:
#         traceback.print_exc()
#         status = "failed"
#
#
# threading.Thread(target=load, daemon=True).start()
#
#
# @app.get("/health")
# async def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# async def ready(response: Response):
#     if status != "ready":
#         response.status_code = 503
#         return {"status": status}
#     return {"status": status, "model_version": app.state.model.version}
#
#
# one = asyncio.Lock()
#
#
# async def answers(flights):
#     model = app.state.model
#     async with one:
#         chances = await asyncio.to_thread(model.predict, [flight.model_dump(mode="json") for flight in flights])
#     return [
#         {"late_probability": chance, "late": chance >= model.threshold, "model_version": model.version}
#         for chance in chances
#     ]
#
#
# @app.post("/predict", response_model=Prediction)
# async def predict(flight: Flight):
#     if status != "ready":
#         return Response("not now", 503)
#     return (await answers([flight]))[0]
#
#
# @app.post("/predict_batch", response_model=Predictions)
# async def predict_batch(batch: Batch):
#     if status != "ready":
#         return Response("not now", 503)
#     return {"predictions": await answers(batch.flights)}

# %% wrong: expects one kind of failure
# import asyncio
# import logging
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI, HTTPException
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# async def fill(app):
#     try:
#         app.state.model = await asyncio.to_thread(load_model)
#     except OSError:
#         logging.exception("loading failed")
#         app.state.failed = True
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.failed = False
#     app.state.task = asyncio.create_task(fill(app))
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def ask(flights):
#     model = app.state.model
#     if model is None:
#         raise HTTPException(503, "not ready")
#     return [
#         Prediction(late_probability=p, late=p >= model.threshold, model_version=model.version)
#         for p in model.predict([flight.model_dump() for flight in flights])
#     ]
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     if app.state.failed:
#         return JSONResponse({"status": "failed"}, 503)
#     if app.state.model is None:
#         return JSONResponse({"status": "loading"}, 503)
#     return {"status": "ready", "model_version": app.state.model.version}
#
#
# @app.post("/predict")
# def predict(flight: Flight) -> Prediction:
#     return ask([flight])[0]
#
#
# @app.post("/predict_batch")
# def predict_batch(batch: Batch) -> Predictions:
#     return Predictions(predictions=ask(batch.flights))

# %% wrong: tries again with each question
# import asyncio
# import logging
# from contextlib import asynccontextmanager
#
# from fastapi import FastAPI, HTTPException
# from fastapi.responses import JSONResponse
# from late import load_model
# from schemas import Batch, Flight, Prediction, Predictions
#
#
# async def fill(app):
#     try:
#         app.state.model = await asyncio.to_thread(load_model)
#     except Exception:
#         logging.exception("loading failed")
#         app.state.failed = True
#
#
# @asynccontextmanager
# async def lifespan(app):
#     app.state.model = None
#     app.state.failed = False
#     app.state.task = asyncio.create_task(fill(app))
#     yield
#
#
# app = FastAPI(lifespan=lifespan)
#
#
# def ask(flights):
#     model = app.state.model
#     if model is None:
#         raise HTTPException(503, "not ready")
#     return [
#         Prediction(late_probability=p, late=p >= model.threshold, model_version=model.version)
#         for p in model.predict([flight.model_dump() for flight in flights])
#     ]
#
#
# @app.get("/health")
# def health():
#     return {"status": "alive"}
#
#
# @app.get("/ready")
# def ready():
#     if app.state.failed:
#         try:
#             load_model()
#         except Exception:
#             pass
#         return JSONResponse({"status": "failed"}, 503)
#     if app.state.model is None:
#         return JSONResponse({"status": "loading"}, 503)
#     return {"status": "ready", "model_version": app.state.model.version}
#
#
# @app.post("/predict")
# def predict(flight: Flight) -> Prediction:
#     return ask([flight])[0]
#
#
# @app.post("/predict_batch")
# def predict_batch(batch: Batch) -> Predictions:
#     return Predictions(predictions=ask(batch.flights))
