# %% right: one common base, activated environment, ENTRYPOINT and CMD
# # syntax is plain: any builder reads this
# ARG PYTHON=3.11.13
# FROM python:${PYTHON}-slim-bookworm AS base
# WORKDIR /app
#
# FROM base AS packages
# COPY requirements.txt /tmp/
# RUN python -m venv /opt/venv \
#     && . /opt/venv/bin/activate \
#     && pip install --no-cache-dir --require-hashes --requirement /tmp/requirements.txt
#
# FROM base
# COPY --from=packages /opt/venv /opt/venv
# COPY --chown=10001:10001 service/ /app/service/
# USER 10001:10001
# EXPOSE 8000
# HEALTHCHECK --interval=5s --timeout=3s --retries=3 CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# ENTRYPOINT ["/opt/venv/bin/uvicorn", "service.app:app"]
# CMD ["--host=0.0.0.0", "--port=8000"]

# %% right: a user with a name in /etc/passwd, python -m uvicorn, PATH by VIRTUAL_ENV
# FROM python:3.11.13-slim-bookworm AS build
# ENV VIRTUAL_ENV=/opt/venv
# ENV PATH="$VIRTUAL_ENV/bin:$PATH"
# RUN python -m venv "$VIRTUAL_ENV" && test -d /opt/venv
# WORKDIR /build
# COPY ./requirements.txt /build/requirements.txt
# RUN python -m pip install --no-cache-dir --require-hashes -r /build/requirements.txt
#
# FROM python:3.11.13-slim-bookworm AS run
# RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin service
# WORKDIR /app
# COPY service service
# COPY --from=0 /opt/venv /opt/venv
# ENV VIRTUAL_ENV=/opt/venv \
#     PATH=/opt/venv/bin:$PATH
# USER 10001
# HEALTHCHECK --interval=10s CMD ["/opt/venv/bin/python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8000/health', timeout=2)"]
# CMD ["python", "-m", "uvicorn", "--host", "0.0.0.0", "service.app:app"]

# %% right: a health check by http.client
# FROM python:3.11.13-slim-bookworm AS build
# WORKDIR /src
# RUN python -m venv /opt/venv
# COPY requirements.txt .
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# ENV PATH=/opt/venv/bin:$PATH
# USER 10001
# HEALTHCHECK CMD ["python", "-c", "import http.client, sys; c = http.client.HTTPConnection('127.0.0.1', 8000, timeout=2); c.request('GET', '/health'); sys.exit(c.getresponse().status != 200)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% right: the install in exec form
# FROM python:3.11.13-slim-bookworm AS build
# WORKDIR /src
# RUN python -m venv /opt/venv
# COPY requirements.txt .
# RUN ["/opt/venv/bin/pip", "install", "--no-cache-dir", "--require-hashes", "-r", "requirements.txt"]
#
# FROM python:3.11.13-slim-bookworm
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# ENV PATH=/opt/venv/bin:$PATH
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% right: folders with a slash at the end
# FROM python:3.11.13-slim-bookworm AS build
# WORKDIR /src
# RUN python -m venv /opt/venv
# COPY requirements.txt .
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# WORKDIR /app
# COPY --from=build /opt/venv/ /opt/venv/
# COPY service ./service
# ENV PATH=/opt/venv/bin:$PATH
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: a base without its full version | message: rule 1, pinned base
# FROM python:3.11-slim AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11-slim
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: a single stage that carries pip and its leftovers along | message: rule 2, multi-stage
# FROM python:3.11.13-slim-bookworm
# WORKDIR /app
# COPY requirements.txt ./
# RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
# ENV PATH=/opt/venv/bin:$PATH
# COPY service ./service
# USER 10001
# HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0"]

# %% wrong: the last stage goes on from the one that built | message: or goes on from a stage that does
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM build
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY service ./service
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: the versions are locked, the files are not | message: rule 3, locked install
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# RUN /opt/venv/bin/pip install --no-cache-dir -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: copies the project before the install, so that each change of the code installs again | message: rule 4, a layer of its own
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# COPY service ./service
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: activates the environment in one RUN and installs in the next | message: A RUN is a shell of its own
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv && . /opt/venv/bin/activate
# WORKDIR /src
# COPY requirements.txt ./
# RUN pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: COPY . . takes whatever lies in the folder | message: rule 5: the last stage copies
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY . .
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: a folder's content is copied, not the folder | message: COPY of a folder copies what is in it
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service .
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: runs as root | message: rule 6, no root
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: a user by name, which Kubernetes cannot check | message: rule 6, no root
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# RUN useradd --uid 10001 service
# USER service
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: no health check | message: rule 7
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# USER 10001
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: CMD as a line for the shell | message: rule 8, exec form
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD uvicorn service.app:app --host 0.0.0.0 --port 8000

# %% wrong: a list in single quotes, which is no JSON | message: in double quotes
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ['uvicorn', 'service.app:app', '--host', '0.0.0.0']

# %% wrong: pip keeps its cache in the layer | message: rule 11, hadolint
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# RUN . /opt/venv/bin/activate && pip install --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: silences hadolint instead of listening | message: rule 11, hadolint
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# # hadolint ignore=DL3042
# RUN . /opt/venv/bin/activate && pip install --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: the environment moves, and its scripts still name the old path | message: the scripts in it name that path
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY --from=build /opt/venv /venv
# COPY service ./service
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: the health check asks with curl, which the slim base has not
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD curl --fail http://127.0.0.1:8000/health || exit 1
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: uvicorn listens on the container's own 127.0.0.1
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--port", "8000"]

# %% wrong: the environment's PATH is set in the wrong stage
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /src
# COPY requirements.txt ./
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: the token as a build argument
# FROM python:3.11.13-slim-bookworm AS build
# RUN python -m venv /opt/venv
# WORKDIR /src
# COPY requirements.txt ./
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# ENV PATH=/opt/venv/bin:$PATH
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# ARG MLFLOW_TOKEN
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: PATH by a variable that only another stage has set
# FROM python:3.11.13-slim-bookworm AS build
# ENV VIRTUAL_ENV=/opt/venv
# WORKDIR /src
# RUN python -m venv /opt/venv
# COPY requirements.txt .
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# ENV PATH=$VIRTUAL_ENV/bin:$PATH
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: a shell by way of env | message: rule 8
# FROM python:3.11.13-slim-bookworm AS build
# WORKDIR /src
# RUN python -m venv /opt/venv
# COPY requirements.txt .
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# ENV PATH=/opt/venv/bin:$PATH
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["/usr/bin/env", "sh", "-c", "exec uvicorn \"$0\" --host 0.0.0.0", "service.app:app"]

# %% wrong: gunicorn in front of uvicorn | message: rule 8
# FROM python:3.11.13-slim-bookworm AS build
# WORKDIR /src
# RUN python -m venv /opt/venv
# COPY requirements.txt .
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# ENV PATH=/opt/venv/bin:$PATH
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["gunicorn", "-k", "uvicorn.workers.UvicornWorker", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]

# %% wrong: uvicorn from the base's folder instead of the environment's | message: rule 8
# FROM python:3.11.13-slim-bookworm AS build
# WORKDIR /src
# RUN python -m venv /opt/venv
# COPY requirements.txt .
# RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
#
# FROM python:3.11.13-slim-bookworm
# WORKDIR /app
# COPY --from=build /opt/venv /opt/venv
# COPY service ./service
# ENV PATH=/opt/venv/bin:$PATH
# USER 10001
# HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=2)"]
# CMD ["/usr/local/bin/uvicorn", "service.app:app", "--host", "0.0.0.0", "--port", "8000"]
