# %% right: an ASGI middleware, without FastAPI's
REQUEST_ID = contextvars.ContextVar("request_id", default="-")
GOOD_ID = re.compile("[A-Za-z0-9-]{8,64}")


class JsonLine(logging.Formatter):
    def format(self, record):
        line = dict(
            time=datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="microseconds"),
            level=record.levelname,
            message=record.getMessage(),
            request_id=REQUEST_ID.get(),
        )
        if record.exc_info and record.exc_info[0]:
            line["error"] = self.formatException(record.exc_info)
        line.update(record.__dict__.get("fields") or {})
        return json.dumps(line, default=str)


class Watch:
    def __init__(self, app, logger, histogram):
        self.app, self.logger, self.histogram = app, logger, histogram

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
        request_id = given if GOOD_ID.fullmatch(given) else uuid.uuid4().hex
        token = REQUEST_ID.set(request_id)
        seen = {"status": 500}

        async def tagged(message):
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        began = time.monotonic()
        failed = False
        try:
            await self.app(scope, receive, tagged)
        except BaseException:
            failed = True
            raise
        finally:
            seconds = time.monotonic() - began
            status = 500 if failed else seen["status"]
            self.histogram.observe(seconds, {"request_id": request_id})
            self.logger.log(
                logging.ERROR if status >= 500 else logging.INFO,
                "request",
                exc_info=failed,
                extra={
                    "fields": {"method": scope["method"], "path": scope["path"], "status": status, "seconds": seconds}
                },
            )
            REQUEST_ID.reset(token)


def watch_requests(app, logger, histogram):
    app.add_middleware(Watch, logger=logger, histogram=histogram)

# %% right: errors and answers logged in two places
import traceback
from datetime import timedelta

REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        moment = datetime.fromtimestamp(0, UTC) + timedelta(seconds=record.created)
        line = {"time": moment.isoformat(), "level": record.levelname, "request_id": REQUEST_ID.get()}
        line["message"] = record.msg % record.args if record.args else str(record.msg)
        if record.exc_info:
            line["error"] = "".join(traceback.format_exception(*record.exc_info)).rstrip()
        return json.dumps(line | (record.fields if hasattr(record, "fields") else {}))


def watch_requests(app, logger, histogram):
    def done(request, request_id, status, began):
        seconds = time.perf_counter() - began
        histogram.observe(seconds, exemplar=dict(request_id=request_id))
        return {
            "fields": {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
        }

    async def middleware(request, call_next):
        request_id = request.headers.get("x-request-id") or ""
        allowed = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-")
        if not (8 <= len(request_id) <= 64 and set(request_id) <= allowed):
            request_id = uuid.uuid4().hex
        REQUEST_ID.set(request_id)
        began = time.perf_counter()
        try:
            answer = await call_next(request)
        except Exception:
            logger.exception("request", extra=done(request, request_id, 500, began))
            raise
        log = logger.error if answer.status_code >= 500 else logger.info
        log("request", extra=done(request, request_id, answer.status_code, began))
        answer.headers["X-Request-ID"] = request_id
        return answer

    app.middleware("http")(middleware)

# %% wrong: one variable for all requests
class Current:
    value = "-"

    def get(self):
        return self.value

    def set(self, value):
        self.value = value


REQUEST_ID = Current()


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: whatever a client sends
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given or uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: only the beginning is looked at
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.match("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: an underscore counts as a letter
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch(r"[\w-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: the client's id is never taken | message: expected the header's id
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: the answer has no id | message: the answer's header X-Request-ID
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: no exemplar | message: expected one exemplar
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds)
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: an exemplar under another name | message: expected one exemplar
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"trace_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: milliseconds in the log | message: measure once
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds * 1000}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: measured twice | message: measure once
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(time.perf_counter() - began, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: the text without its arguments | message: no hour 3 at EWR
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.msg,
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: local time without an offset | message: with its offset
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: the time of formatting | message: the moment of the record
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.now(UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: Python's notation for JSON | message: expected a line of JSON
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return str(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: indented for people | message: expected one line of text
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, indent=1)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: a line before and a line after | message: then one line with the message request
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        logger.info("request begins")
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: a request that fails leaves no line
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
        except Exception:
            raise
        else:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)
            return response

# %% wrong: the exception ends here
from fastapi.responses import JSONResponse

REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            return JSONResponse({"detail": "sorry"}, 500)
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: failures are logged as information
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: only an exception is an error
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if failure else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)

# %% wrong: no traceback
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields})

# %% wrong: the exception without its traceback
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = str(record.exc_info[1])
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request: Request, call_next):
        given = request.headers.get("X-Request-ID", "")
        known = given if re.fullmatch("[A-Za-z0-9-]{8,64}", given) else uuid.uuid4().hex
        REQUEST_ID.set(known)
        began, status, failure = time.perf_counter(), 500, None
        try:
            response = await call_next(request)
            status = response.status_code
            response.headers["X-Request-ID"] = known
            return response
        except Exception as error:
            failure = error
            raise
        finally:
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": known})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=failure)


# %% wrong: letters of any language
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request, call_next):
        request_id = request.headers.get("X-Request-ID", "")
        if not (8 <= len(request_id) <= 64 and all(c.isalnum() or c == "-" for c in request_id)):
            request_id = uuid.uuid4().hex
        REQUEST_ID.set(request_id)
        began = time.perf_counter()

        def done(status, error=None):
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": request_id})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=error)

        try:
            response = await call_next(request)
        except Exception as error:
            done(500, error)
            raise
        done(response.status_code)
        response.headers["X-Request-ID"] = request_id
        return response


# %% wrong: a traceback where nothing was raised
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request, call_next):
        request_id = request.headers.get("X-Request-ID", "")
        if not re.fullmatch("[A-Za-z0-9-]{8,64}", request_id):
            request_id = uuid.uuid4().hex
        REQUEST_ID.set(request_id)
        began = time.perf_counter()

        def done(status, error=None):
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": request_id})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=status >= 500)

        try:
            response = await call_next(request)
        except Exception as error:
            done(500, error)
            raise
        done(response.status_code)
        response.headers["X-Request-ID"] = request_id
        return response


# %% wrong: every record is thought to have fields | message: a record without fields
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **record.fields,
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request, call_next):
        request_id = request.headers.get("X-Request-ID", "")
        if not re.fullmatch("[A-Za-z0-9-]{8,64}", request_id):
            request_id = uuid.uuid4().hex
        REQUEST_ID.set(request_id)
        began = time.perf_counter()

        def done(status, error=None):
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": request_id})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=error)

        try:
            response = await call_next(request)
        except Exception as error:
            done(500, error)
            raise
        done(response.status_code)
        response.headers["X-Request-ID"] = request_id
        return response


# %% wrong: the id only in answers that are well
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request, call_next):
        request_id = request.headers.get("X-Request-ID", "")
        if not re.fullmatch("[A-Za-z0-9-]{8,64}", request_id):
            request_id = uuid.uuid4().hex
        REQUEST_ID.set(request_id)
        began = time.perf_counter()

        def done(status, error=None):
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": request_id})
            fields = {"method": request.method, "path": request.url.path, "status": status, "seconds": seconds}
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=error)

        try:
            response = await call_next(request)
        except Exception as error:
            done(500, error)
            raise
        done(response.status_code)
        if response.status_code < 400:
            response.headers["X-Request-ID"] = request_id
        return response


# %% wrong: the query is logged, too
REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class JsonLine(logging.Formatter):
    def format(self, record):
        """The record as one line of JSON."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)


def watch_requests(app, logger, histogram):
    """Give each request of `app` an id, one log record and one observation."""

    @app.middleware("http")
    async def watch(request, call_next):
        request_id = request.headers.get("X-Request-ID", "")
        if not re.fullmatch("[A-Za-z0-9-]{8,64}", request_id):
            request_id = uuid.uuid4().hex
        REQUEST_ID.set(request_id)
        began = time.perf_counter()

        def done(status, error=None):
            seconds = time.perf_counter() - began
            histogram.observe(seconds, exemplar={"request_id": request_id})
            fields = {
                "method": request.method,
                "path": request.url.path + ("?" + request.url.query if request.url.query else ""),
                "status": status,
                "seconds": seconds,
            }
            level = logging.ERROR if status >= 500 else logging.INFO
            logger.log(level, "request", extra={"fields": fields}, exc_info=error)

        try:
            response = await call_next(request)
        except Exception as error:
            done(500, error)
            raise
        done(response.status_code)
        response.headers["X-Request-ID"] = request_id
        return response
