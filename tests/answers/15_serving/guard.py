# %% right: reads the body itself and hands it on
# import asyncio
# import logging
# import secrets
#
# from fastapi.responses import JSONResponse
#
# log = logging.getLogger("guard")
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = app
#         self.version = version
#         self.max_bytes = max_bytes
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             return await self.app(scope, receive, send)
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 stamp = (b"x-model-version", self.version().encode())
#                 message = {**message, "headers": [*message.get("headers", []), stamp]}
#             await send(message)
#
#         async def refuse(status, **content):
#             if not begun:
#                 await JSONResponse(content, status)(scope, receive, stamped)
#
#         async def serve():
#             body = b""
#             more = True
#             while more:
#                 message = await receive()
#                 if message["type"] == "http.disconnect":
#                     return
#                 body += message.get("body", b"")
#                 more = message.get("more_body", False)
#                 if len(body) > self.max_bytes:
#                     await refuse(413, error="body too large")
#                     return
#             messages = [{"type": "http.request", "body": body, "more_body": False}]
#
#             async def replay():
#                 return messages.pop() if messages else await receive()
#
#             await self.app(scope, replay, stamped)
#
#         task = asyncio.create_task(serve())
#         done, _ = await asyncio.wait([task], timeout=self.seconds)
#         if not done:
#             task.cancel()
#             await refuse(504, error="timeout")
#         elif (error := task.exception()) is not None:
#             request_id = secrets.token_hex(8)
#             log.error("failed: %s", request_id, exc_info=error)
#             await refuse(500, error="internal error", request_id=request_id)

# %% right: on Starlette's BaseHTTPMiddleware
# import asyncio
# import sys
# import traceback
# from uuid import uuid4
#
# from starlette.middleware.base import BaseHTTPMiddleware
# from starlette.middleware.body_limit import RequestBodyLimitMiddleware
# from starlette.responses import JSONResponse
#
#
# class Guard(BaseHTTPMiddleware):
#     def __init__(self, app, version, max_bytes, seconds):
#         super().__init__(RequestBodyLimitMiddleware(app, max_body_size=max_bytes))
#         self.version = version
#         self.seconds = seconds
#
#     async def dispatch(self, request, call_next):
#         try:
#             async with asyncio.timeout(self.seconds) as limit:
#                 response = await call_next(request)
#         except Exception:
#             if limit.expired():
#                 response = JSONResponse({"error": "timeout"}, 504)
#             else:
#                 request_id = str(uuid4())
#                 print("request", request_id, traceback.format_exc(), file=sys.stderr, flush=True)
#                 response = JSONResponse({"error": "internal error", "request_id": request_id}, 500)
#         response.headers["X-Model-Version"] = self.version()
#         return response

# %% wrong: believes Content-Length | message: in pieces
# import asyncio
# import logging
# import secrets
#
# from fastapi.responses import JSONResponse
#
# log = logging.getLogger("guard")
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = app
#         self.version = version
#         self.max_bytes = max_bytes
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             return await self.app(scope, receive, send)
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 stamp = (b"x-model-version", self.version().encode())
#                 message = {**message, "headers": [*message.get("headers", []), stamp]}
#             await send(message)
#
#         async def refuse(status, **content):
#             if not begun:
#                 await JSONResponse(content, status)(scope, receive, stamped)
#
#         async def serve():
#             if int(dict(scope["headers"]).get(b"content-length", b"0")) > self.max_bytes:
#                 await refuse(413, error="body too large")
#                 return
#             await self.app(scope, receive, stamped)
#
#         try:
#             await asyncio.wait_for(serve(), self.seconds)
#         except asyncio.TimeoutError:
#             await refuse(504, error="timeout")
#         except Exception:
#             request_id = secrets.token_hex(8)
#             log.exception("failed: %s", request_id)
#             await refuse(500, error="internal error", request_id=request_id)

# %% wrong: the last byte that is allowed is refused | message: exactly max_bytes
# import asyncio
# import logging
# import secrets
#
# from fastapi.responses import JSONResponse
#
# log = logging.getLogger("guard")
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = app
#         self.version = version
#         self.max_bytes = max_bytes
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             return await self.app(scope, receive, send)
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 stamp = (b"x-model-version", self.version().encode())
#                 message = {**message, "headers": [*message.get("headers", []), stamp]}
#             await send(message)
#
#         async def refuse(status, **content):
#             if not begun:
#                 await JSONResponse(content, status)(scope, receive, stamped)
#
#         async def serve():
#             body = b""
#             more = True
#             while more:
#                 message = await receive()
#                 if message["type"] == "http.disconnect":
#                     return
#                 body += message.get("body", b"")
#                 more = message.get("more_body", False)
#                 if len(body) >= self.max_bytes:
#                     await refuse(413, error="body too large")
#                     return
#             messages = [{"type": "http.request", "body": body, "more_body": False}]
#
#             async def replay():
#                 return messages.pop() if messages else await receive()
#
#             await self.app(scope, replay, stamped)
#
#         try:
#             await asyncio.wait_for(serve(), self.seconds)
#         except asyncio.TimeoutError:
#             await refuse(504, error="timeout")
#         except Exception:
#             request_id = secrets.token_hex(8)
#             log.exception("failed: %s", request_id)
#             await refuse(500, error="internal error", request_id=request_id)

# %% wrong: reads the body away | message: a good request
# import asyncio
# import logging
# import secrets
#
# from fastapi.responses import JSONResponse
#
# log = logging.getLogger("guard")
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = app
#         self.version = version
#         self.max_bytes = max_bytes
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             return await self.app(scope, receive, send)
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 stamp = (b"x-model-version", self.version().encode())
#                 message = {**message, "headers": [*message.get("headers", []), stamp]}
#             await send(message)
#
#         async def refuse(status, **content):
#             if not begun:
#                 await JSONResponse(content, status)(scope, receive, stamped)
#
#         async def serve():
#             body = b""
#             more = True
#             while more:
#                 message = await receive()
#                 if message["type"] == "http.disconnect":
#                     return
#                 body += message.get("body", b"")
#                 more = message.get("more_body", False)
#                 if len(body) > self.max_bytes:
#                     await refuse(413, error="body too large")
#                     return
#             messages = [{"type": "http.request", "body": body, "more_body": False}]
#
#             async def replay():
#                 return messages.pop() if messages else await receive()
#
#             await self.app(scope, receive, stamped)
#
#         try:
#             await asyncio.wait_for(serve(), self.seconds)
#         except asyncio.TimeoutError:
#             await refuse(504, error="timeout")
#         except Exception:
#             request_id = secrets.token_hex(8)
#             log.exception("failed: %s", request_id)
#             await refuse(500, error="internal error", request_id=request_id)

# %% wrong: tells what went wrong | message: leaks
# import asyncio
# import logging
# import secrets
#
# from fastapi.responses import JSONResponse
#
# log = logging.getLogger("guard")
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = app
#         self.version = version
#         self.max_bytes = max_bytes
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             return await self.app(scope, receive, send)
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 stamp = (b"x-model-version", self.version().encode())
#                 message = {**message, "headers": [*message.get("headers", []), stamp]}
#             await send(message)
#
#         async def refuse(status, **content):
#             if not begun:
#                 await JSONResponse(content, status)(scope, receive, stamped)
#
#         async def serve():
#             body = b""
#             more = True
#             while more:
#                 message = await receive()
#                 if message["type"] == "http.disconnect":
#                     return
#                 body += message.get("body", b"")
#                 more = message.get("more_body", False)
#                 if len(body) > self.max_bytes:
#                     await refuse(413, error="body too large")
#                     return
#             messages = [{"type": "http.request", "body": body, "more_body": False}]
#
#             async def replay():
#                 return messages.pop() if messages else await receive()
#
#             await self.app(scope, replay, stamped)
#
#         try:
#             await asyncio.wait_for(serve(), self.seconds)
#         except asyncio.TimeoutError:
#             await refuse(504, error="timeout")
#         except Exception as error:
#             request_id = secrets.token_hex(8)
#             log.exception("failed: %s", request_id)
#             await refuse(500, error=str(error), request_id=request_id)

# %% wrong: one id for all requests | message: twice
# import asyncio
# import logging
# import secrets
#
# from fastapi.responses import JSONResponse
#
# log = logging.getLogger("guard")
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = app
#         self.version = version
#         self.request_id = secrets.token_hex(8)
#         self.max_bytes = max_bytes
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             return await self.app(scope, receive, send)
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 stamp = (b"x-model-version", self.version().encode())
#                 message = {**message, "headers": [*message.get("headers", []), stamp]}
#             await send(message)
#
#         async def refuse(status, **content):
#             if not begun:
#                 await JSONResponse(content, status)(scope, receive, stamped)
#
#         async def serve():
#             body = b""
#             more = True
#             while more:
#                 message = await receive()
#                 if message["type"] == "http.disconnect":
#                     return
#                 body += message.get("body", b"")
#                 more = message.get("more_body", False)
#                 if len(body) > self.max_bytes:
#                     await refuse(413, error="body too large")
#                     return
#             messages = [{"type": "http.request", "body": body, "more_body": False}]
#
#             async def replay():
#                 return messages.pop() if messages else await receive()
#
#             await self.app(scope, replay, stamped)
#
#         try:
#             await asyncio.wait_for(serve(), self.seconds)
#         except asyncio.TimeoutError:
#             await refuse(504, error="timeout")
#         except Exception:
#             request_id = self.request_id
#             log.exception("failed: %s", request_id)
#             await refuse(500, error="internal error", request_id=request_id)

# %% wrong: an id that nobody wrote down | message: not in the server's log
# import asyncio
# import logging
# import secrets
#
# from fastapi.responses import JSONResponse
#
# log = logging.getLogger("guard")
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = app
#         self.version = version
#         self.max_bytes = max_bytes
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             return await self.app(scope, receive, send)
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 stamp = (b"x-model-version", self.version().encode())
#                 message = {**message, "headers": [*message.get("headers", []), stamp]}
#             await send(message)
#
#         async def refuse(status, **content):
#             if not begun:
#                 await JSONResponse(content, status)(scope, receive, stamped)
#
#         async def serve():
#             body = b""
#             more = True
#             while more:
#                 message = await receive()
#                 if message["type"] == "http.disconnect":
#                     return
#                 body += message.get("body", b"")
#                 more = message.get("more_body", False)
#                 if len(body) > self.max_bytes:
#                     await refuse(413, error="body too large")
#                     return
#             messages = [{"type": "http.request", "body": body, "more_body": False}]
#
#             async def replay():
#                 return messages.pop() if messages else await receive()
#
#             await self.app(scope, replay, stamped)
#
#         try:
#             await asyncio.wait_for(serve(), self.seconds)
#         except asyncio.TimeoutError:
#             await refuse(504, error="timeout")
#         except Exception:
#             request_id = secrets.token_hex(8)
#             log.exception("failed")
#             await refuse(500, error="internal error", request_id=request_id)

# %% wrong: the log has no traceback | message: no traceback
# import asyncio
# import logging
# import secrets
#
# from fastapi.responses import JSONResponse
#
# log = logging.getLogger("guard")
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = app
#         self.version = version
#         self.max_bytes = max_bytes
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             return await self.app(scope, receive, send)
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 stamp = (b"x-model-version", self.version().encode())
#                 message = {**message, "headers": [*message.get("headers", []), stamp]}
#             await send(message)
#
#         async def refuse(status, **content):
#             if not begun:
#                 await JSONResponse(content, status)(scope, receive, stamped)
#
#         async def serve():
#             body = b""
#             more = True
#             while more:
#                 message = await receive()
#                 if message["type"] == "http.disconnect":
#                     return
#                 body += message.get("body", b"")
#                 more = message.get("more_body", False)
#                 if len(body) > self.max_bytes:
#                     await refuse(413, error="body too large")
#                     return
#             messages = [{"type": "http.request", "body": body, "more_body": False}]
#
#             async def replay():
#                 return messages.pop() if messages else await receive()
#
#             await self.app(scope, replay, stamped)
#
#         try:
#             await asyncio.wait_for(serve(), self.seconds)
#         except asyncio.TimeoutError:
#             await refuse(504, error="timeout")
#         except Exception:
#             request_id = secrets.token_hex(8)
#             log.error("failed: %s", request_id)
#             await refuse(500, error="internal error", request_id=request_id)

# %% wrong: no id at all | message: request_id
# import asyncio
# import logging
# import secrets
#
# from fastapi.responses import JSONResponse
#
# log = logging.getLogger("guard")
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = app
#         self.version = version
#         self.max_bytes = max_bytes
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             return await self.app(scope, receive, send)
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 stamp = (b"x-model-version", self.version().encode())
#                 message = {**message, "headers": [*message.get("headers", []), stamp]}
#             await send(message)
#
#         async def refuse(status, **content):
#             if not begun:
#                 await JSONResponse(content, status)(scope, receive, stamped)
#
#         async def serve():
#             body = b""
#             more = True
#             while more:
#                 message = await receive()
#                 if message["type"] == "http.disconnect":
#                     return
#                 body += message.get("body", b"")
#                 more = message.get("more_body", False)
#                 if len(body) > self.max_bytes:
#                     await refuse(413, error="body too large")
#                     return
#             messages = [{"type": "http.request", "body": body, "more_body": False}]
#
#             async def replay():
#                 return messages.pop() if messages else await receive()
#
#             await self.app(scope, replay, stamped)
#
#         try:
#             await asyncio.wait_for(serve(), self.seconds)
#         except asyncio.TimeoutError:
#             await refuse(504, error="timeout")
#         except Exception:
#             request_id = secrets.token_hex(8)
#             log.exception("failed: %s", request_id)
#             await refuse(500, error="internal error")

# %% wrong: its own answers have no version | message: X-Model-Version
# import asyncio
# import logging
# import secrets
#
# from fastapi.responses import JSONResponse
#
# log = logging.getLogger("guard")
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = app
#         self.version = version
#         self.max_bytes = max_bytes
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             return await self.app(scope, receive, send)
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 stamp = (b"x-model-version", self.version().encode())
#                 message = {**message, "headers": [*message.get("headers", []), stamp]}
#             await send(message)
#
#         async def refuse(status, **content):
#             if not begun:
#                 await JSONResponse(content, status)(scope, receive, send)
#
#         async def serve():
#             body = b""
#             more = True
#             while more:
#                 message = await receive()
#                 if message["type"] == "http.disconnect":
#                     return
#                 body += message.get("body", b"")
#                 more = message.get("more_body", False)
#                 if len(body) > self.max_bytes:
#                     await refuse(413, error="body too large")
#                     return
#             messages = [{"type": "http.request", "body": body, "more_body": False}]
#
#             async def replay():
#                 return messages.pop() if messages else await receive()
#
#             await self.app(scope, replay, stamped)
#
#         try:
#             await asyncio.wait_for(serve(), self.seconds)
#         except asyncio.TimeoutError:
#             await refuse(504, error="timeout")
#         except Exception:
#             request_id = secrets.token_hex(8)
#             log.exception("failed: %s", request_id)
#             await refuse(500, error="internal error", request_id=request_id)

# %% wrong: stops the lifespan | message: X-Model-Version
# import asyncio
# import logging
# import secrets
#
# from fastapi.responses import JSONResponse
#
# log = logging.getLogger("guard")
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = app
#         self.version = version
#         self.max_bytes = max_bytes
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             return
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 stamp = (b"x-model-version", self.version().encode())
#                 message = {**message, "headers": [*message.get("headers", []), stamp]}
#             await send(message)
#
#         async def refuse(status, **content):
#             if not begun:
#                 await JSONResponse(content, status)(scope, receive, stamped)
#
#         async def serve():
#             body = b""
#             more = True
#             while more:
#                 message = await receive()
#                 if message["type"] == "http.disconnect":
#                     return
#                 body += message.get("body", b"")
#                 more = message.get("more_body", False)
#                 if len(body) > self.max_bytes:
#                     await refuse(413, error="body too large")
#                     return
#             messages = [{"type": "http.request", "body": body, "more_body": False}]
#
#             async def replay():
#                 return messages.pop() if messages else await receive()
#
#             await self.app(scope, replay, stamped)
#
#         try:
#             await asyncio.wait_for(serve(), self.seconds)
#         except asyncio.TimeoutError:
#             await refuse(504, error="timeout")
#         except Exception:
#             request_id = secrets.token_hex(8)
#             log.exception("failed: %s", request_id)
#             await refuse(500, error="internal error", request_id=request_id)

# %% wrong: looks at the clock when all is done | message: waits in vain
# import logging
# import time
# import uuid
#
# from fastapi.responses import JSONResponse
# from starlette.datastructures import MutableHeaders
# from starlette.middleware.body_limit import RequestBodyLimitMiddleware
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = RequestBodyLimitMiddleware(app, max_body_size=max_bytes)
#         self.version = version
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             await self.app(scope, receive, send)
#             return
#         messages = []
#
#         async def keep(message):
#             messages.append(message)
#
#         async def stamped(message):
#             if message["type"] == "http.response.start":
#                 MutableHeaders(scope=message)["X-Model-Version"] = self.version()
#             await send(message)
#
#         begin = time.monotonic()
#         try:
#             await self.app(scope, receive, keep)
#         except Exception:
#             request_id = uuid.uuid4().hex
#             logging.exception("request %s failed", request_id)
#             await JSONResponse({"error": "internal error", "request_id": request_id}, 500)(scope, receive, stamped)
#             return
#         if time.monotonic() - begin > self.seconds:
#             await JSONResponse({"error": "timeout"}, 504)(scope, receive, stamped)
#             return
#         for message in messages:
#             await stamped(message)

# %% wrong: no time limit | message: with a limit of 0.5
# import asyncio
# import logging
# import secrets
#
# from fastapi.responses import JSONResponse
#
# log = logging.getLogger("guard")
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = app
#         self.version = version
#         self.max_bytes = max_bytes
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             return await self.app(scope, receive, send)
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 stamp = (b"x-model-version", self.version().encode())
#                 message = {**message, "headers": [*message.get("headers", []), stamp]}
#             await send(message)
#
#         async def refuse(status, **content):
#             if not begun:
#                 await JSONResponse(content, status)(scope, receive, stamped)
#
#         async def serve():
#             body = b""
#             more = True
#             while more:
#                 message = await receive()
#                 if message["type"] == "http.disconnect":
#                     return
#                 body += message.get("body", b"")
#                 more = message.get("more_body", False)
#                 if len(body) > self.max_bytes:
#                     await refuse(413, error="body too large")
#                     return
#             messages = [{"type": "http.request", "body": body, "more_body": False}]
#
#             async def replay():
#                 return messages.pop() if messages else await receive()
#
#             await self.app(scope, replay, stamped)
#
#         try:
#             await serve()
#         except asyncio.TimeoutError:
#             await refuse(504, error="timeout")
#         except Exception:
#             request_id = secrets.token_hex(8)
#             log.exception("failed: %s", request_id)
#             await refuse(500, error="internal error", request_id=request_id)

# %% wrong: the time limit does not count the body
# import asyncio
# import logging
# import secrets
#
# from fastapi.responses import JSONResponse
#
# log = logging.getLogger("guard")
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = app
#         self.version = version
#         self.max_bytes = max_bytes
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             return await self.app(scope, receive, send)
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 stamp = (b"x-model-version", self.version().encode())
#                 message = {**message, "headers": [*message.get("headers", []), stamp]}
#             await send(message)
#
#         async def refuse(status, **content):
#             if not begun:
#                 await JSONResponse(content, status)(scope, receive, stamped)
#
#         async def serve():
#             body = b""
#             more = True
#             while more:
#                 message = await receive()
#                 if message["type"] == "http.disconnect":
#                     return
#                 body += message.get("body", b"")
#                 more = message.get("more_body", False)
#                 if len(body) > self.max_bytes:
#                     await refuse(413, error="body too large")
#                     return
#             messages = [{"type": "http.request", "body": body, "more_body": False}]
#
#             async def replay():
#                 return messages.pop() if messages else await receive()
#
#             await asyncio.wait_for(self.app(scope, replay, stamped), self.seconds)
#
#         try:
#             await serve()
#         except asyncio.TimeoutError:
#             await refuse(504, error="timeout")
#         except Exception:
#             request_id = secrets.token_hex(8)
#             log.exception("failed: %s", request_id)
#             await refuse(500, error="internal error", request_id=request_id)

# %% wrong: remembers the first version
# import asyncio
# import functools
# import logging
# import secrets
#
# from fastapi.responses import JSONResponse
#
# log = logging.getLogger("guard")
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = app
#         self.version = functools.cache(version)
#         self.max_bytes = max_bytes
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             return await self.app(scope, receive, send)
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 stamp = (b"x-model-version", self.version().encode())
#                 message = {**message, "headers": [*message.get("headers", []), stamp]}
#             await send(message)
#
#         async def refuse(status, **content):
#             if not begun:
#                 await JSONResponse(content, status)(scope, receive, stamped)
#
#         async def serve():
#             body = b""
#             more = True
#             while more:
#                 message = await receive()
#                 if message["type"] == "http.disconnect":
#                     return
#                 body += message.get("body", b"")
#                 more = message.get("more_body", False)
#                 if len(body) > self.max_bytes:
#                     await refuse(413, error="body too large")
#                     return
#             messages = [{"type": "http.request", "body": body, "more_body": False}]
#
#             async def replay():
#                 return messages.pop() if messages else await receive()
#
#             await self.app(scope, replay, stamped)
#
#         try:
#             await asyncio.wait_for(serve(), self.seconds)
#         except asyncio.TimeoutError:
#             await refuse(504, error="timeout")
#         except Exception:
#             request_id = secrets.token_hex(8)
#             log.exception("failed: %s", request_id)
#             await refuse(500, error="internal error", request_id=request_id)

# %% wrong: hands on only the last piece of the body
# import asyncio
# import logging
# import secrets
#
# from fastapi.responses import JSONResponse
#
# log = logging.getLogger("guard")
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = app
#         self.version = version
#         self.max_bytes = max_bytes
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             return await self.app(scope, receive, send)
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 stamp = (b"x-model-version", self.version().encode())
#                 message = {**message, "headers": [*message.get("headers", []), stamp]}
#             await send(message)
#
#         async def refuse(status, **content):
#             if not begun:
#                 await JSONResponse(content, status)(scope, receive, stamped)
#
#         async def serve():
#             body, total = b"", 0
#             more = True
#             while more:
#                 message = await receive()
#                 if message["type"] == "http.disconnect":
#                     return
#                 total += len(message.get('body', b''))
#                 body = message.get("body", b"")
#                 more = message.get("more_body", False)
#                 if total > self.max_bytes:
#                     await refuse(413, error="body too large")
#                     return
#             messages = [{"type": "http.request", "body": body, "more_body": False}]
#
#             async def replay():
#                 return messages.pop() if messages else await receive()
#
#             await self.app(scope, replay, stamped)
#
#         try:
#             await asyncio.wait_for(serve(), self.seconds)
#         except asyncio.TimeoutError:
#             await refuse(504, error="timeout")
#         except Exception:
#             request_id = secrets.token_hex(8)
#             log.exception("failed: %s", request_id)
#             await refuse(500, error="internal error", request_id=request_id)

# %% wrong: every TimeoutError is the limit's
# import asyncio
# import logging
# import uuid
#
# from starlette.datastructures import MutableHeaders
# from starlette.middleware.body_limit import RequestBodyLimitMiddleware
# from starlette.responses import JSONResponse
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = RequestBodyLimitMiddleware(app, max_body_size=max_bytes)
#         self.version = version
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             await self.app(scope, receive, send)
#             return
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 MutableHeaders(scope=message)["X-Model-Version"] = self.version()
#             await send(message)
#
#         answer = None
#         limit = asyncio.timeout(self.seconds)
#         try:
#             async with limit:
#                 await self.app(scope, receive, stamped)
#         except Exception as error:
#             if isinstance(error, TimeoutError):
#                 answer = JSONResponse({"error": "timeout"}, 504)
#             else:
#                 request_id = uuid.uuid4().hex
#                 logging.exception("request %s failed", request_id)
#                 answer = JSONResponse({"error": "internal error", "request_id": request_id}, 500)
#         if answer and not begun:
#             await answer(scope, receive, stamped)

# %% wrong: a limit that waits for threads
# import anyio
# import logging
# import uuid
#
# from starlette.datastructures import MutableHeaders
# from starlette.middleware.body_limit import RequestBodyLimitMiddleware
# from starlette.responses import JSONResponse
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = RequestBodyLimitMiddleware(app, max_body_size=max_bytes)
#         self.version = version
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             await self.app(scope, receive, send)
#             return
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 begun = True
#                 MutableHeaders(scope=message)["X-Model-Version"] = self.version()
#             await send(message)
#
#         answer = None
#         limit = anyio.move_on_after(self.seconds)
#         try:
#             with limit:
#                 await self.app(scope, receive, stamped)
#             if limit.cancelled_caught:
#                 answer = JSONResponse({"error": "timeout"}, 504)
#         except Exception as error:
#             if False:
#                 answer = JSONResponse({"error": "timeout"}, 504)
#             else:
#                 request_id = uuid.uuid4().hex
#                 logging.exception("request %s failed", request_id)
#                 answer = JSONResponse({"error": "internal error", "request_id": request_id}, 500)
#         if answer and not begun:
#             await answer(scope, receive, stamped)

# %% wrong: every 5xx is an internal error
# import asyncio
# import logging
# import uuid
#
# from starlette.datastructures import MutableHeaders
# from starlette.middleware.body_limit import RequestBodyLimitMiddleware
# from starlette.responses import JSONResponse
#
#
# class Guard:
#     def __init__(self, app, version, max_bytes, seconds):
#         self.app = RequestBodyLimitMiddleware(app, max_body_size=max_bytes)
#         self.version = version
#         self.seconds = seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             await self.app(scope, receive, send)
#             return
#         begun = False
#
#         async def stamped(message):
#             nonlocal begun
#             if message["type"] == "http.response.start":
#                 if message["status"] > 500 and message["status"] != 504:
#                     message["status"] = 500
#                 begun = True
#                 MutableHeaders(scope=message)["X-Model-Version"] = self.version()
#             await send(message)
#
#         answer = None
#         limit = asyncio.timeout(self.seconds)
#         try:
#             async with limit:
#                 await self.app(scope, receive, stamped)
#         except Exception as error:
#             if isinstance(error, TimeoutError) and limit.expired():
#                 answer = JSONResponse({"error": "timeout"}, 504)
#             else:
#                 request_id = uuid.uuid4().hex
#                 logging.exception("request %s failed", request_id)
#                 answer = JSONResponse({"error": "internal error", "request_id": request_id}, 500)
#         if answer and not begun:
#             await answer(scope, receive, stamped)

# %% wrong: measures each piece, not their sum
# import asyncio
# import json
# import secrets
# import sys
# import traceback
#
#
# class Guard:
#     def __init__(self, app, *, version, max_bytes, seconds):
#         self.app, self.version, self.max_bytes, self.seconds = app, version, max_bytes, seconds
#
#     async def __call__(self, scope, receive, send):
#         if scope["type"] != "http":
#             return await self.app(scope, receive, send)
#         state = {"begun": False, "closed": False}
#
#         async def out(message):
#             if state["closed"]:
#                 return
#             if message["type"] == "http.response.start":
#                 state["begun"] = True
#                 headers = [pair for pair in message.get("headers", []) if pair[0].lower() != b"x-model-version"]
#                 message = {**message, "headers": [*headers, (b"x-model-version", self.version().encode())]}
#             await send(message)
#
#         async def reply(status, body):
#             if state["begun"]:
#                 return
#             body = json.dumps(body).encode()
#             headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
#             await out({"type": "http.response.start", "status": status, "headers": headers})
#             await out({"type": "http.response.body", "body": body})
#
#         async def work():
#             body, more = b"", True
#             while more:
#                 message = await receive()
#                 if message["type"] == "http.disconnect":
#                     return
#                 body += message.get("body", b"")
#                 more = message.get("more_body", False)
#                 if len(message.get("body", b"")) > self.max_bytes:
#                     return await reply(413, {"error": "too large"})
#             pieces = [{"type": "http.request", "body": body, "more_body": False}]
#
#             async def again():
#                 return pieces.pop() if pieces else await receive()
#
#             await self.app(scope, again, out)
#
#         task = asyncio.create_task(work())
#         done, _ = await asyncio.wait({task}, timeout=self.seconds)
#         if not done:
#             await reply(504, {"error": "timeout"})
#             state["closed"] = True
#             task.cancel()
#         elif task.exception() is not None:
#             name = secrets.token_hex(8)
#             print("request", name, file=sys.stderr)
#             traceback.print_exception(task.exception(), file=sys.stderr)
#             await reply(500, {"error": "internal error", "request_id": name})
