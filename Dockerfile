# JupyterLab with the whole course, for an ordinary user.
#   docker build --tag mlops-roadmap-labs .
#   docker run --rm --publish 127.0.0.1:8888:8888 mlops-roadmap-labs     # then open the address that it prints
# To keep the work, mount a folder: --volume mlops-work:/home/student/course/labs
FROM python:3.11-slim

RUN apt-get update \
    && apt-get install --yes --no-install-recommends git make prometheus rsync vim \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 --shell /bin/bash student \
    && install --directory --owner=student --group=student /home/student/course /home/student/mlflow

USER student
WORKDIR /home/student/course
ENV UV_NO_CACHE=1 PIP_NO_CACHE_DIR=1

# The environment, from what it is made of alone: this layer is built again only when a lock changes.
COPY --chown=student requirements requirements
COPY --chown=student pyproject.toml ./
COPY --chown=student tools/env.sh tools/stack.sh tools/
RUN mkdir grader labkit && touch README.md grader/__init__.py labkit/__init__.py \
    && tools/env.sh

COPY --chown=student . .
ENV PATH=/home/student/course/.venv/bin:$PATH

EXPOSE 8888
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8888/api', timeout=4)"]
CMD ["tools/lab.sh", "--ip=0.0.0.0", "--port=8888", "--ServerApp.port_retries=0"]
