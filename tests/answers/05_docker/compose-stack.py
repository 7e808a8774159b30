# %% right: long forms throughout
# name: flights
# services:
#   prometheus:
#     image: prom/prometheus:v3.9.0
#     networks:
#       monitoring: {}
#     depends_on:
#       api: {condition: service_healthy, restart: true}
#     ports:
#       - target: 9090
#         published: "9090"
#         host_ip: 127.0.0.1
#         protocol: tcp
#     volumes:
#       - type: bind
#         source: ./prometheus.yml
#         target: /etc/prometheus/prometheus.yml
#         read_only: true
#       - type: volume
#         source: metrics
#         target: /prometheus
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.16.1
#     command: [mlflow, server, --host, 0.0.0.0, --port, "5000", --backend-store-uri, "sqlite:////mlflow/mlflow.db", --artifacts-destination, /mlflow/artifacts, --allowed-hosts, "mlflow:5000"]
#     networks:
#       backend: {}
#     volumes:
#       - type: volume
#         source: runs
#         target: /mlflow
#     healthcheck:
#       test: python -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"
#       interval: 3s
#       retries: 40
#   api:
#     build:
#       context: ./
#       dockerfile: Dockerfile
#     environment:
#       - MLFLOW_TRACKING_URI=http://mlflow:5000/
#     mem_limit: 512M
#     pids_limit: 128
#     networks:
#       backend: {}
#       monitoring: {}
#     ports:
#       - target: 8000
#         published: 8000
#         host_ip: 127.0.0.1
#     depends_on:
#       mlflow: {condition: service_healthy}
# networks:
#   monitoring: {driver: bridge}
#   backend: {internal: true}
# volumes:
#   metrics: {}
#   runs: {}

# %% right: short forms, options with an equals sign, a check by the shell
# services:
#   api:
#     build: .
#     restart: unless-stopped
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - 127.0.0.1:8000:8000/tcp
#     networks: [backend, monitoring]
#     depends_on:
#       mlflow:
#         condition: service_healthy
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: mlflow server --host=0.0.0.0 --port=5000 --backend-store-uri=sqlite:////mlflow/mlflow.db --artifacts-destination=/mlflow/artifacts --allowed-hosts=mlflow:5000
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#     healthcheck:
#       test: [CMD-SHELL, "python -c \"import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)\""]
#       interval: 5s
#       timeout: 5s
#       start_period: 60s
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on:
#       api:
#         condition: service_healthy
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: waits for processes, not for health | message: start order
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#     depends_on: [mlflow]
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#       --allowed-hosts mlflow:5000
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#     healthcheck:
#       test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       interval: 5s
#       timeout: 5s
#       start_period: 60s
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on: [api]
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: service_started is taken for ready | message: start order
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#     depends_on:
#       mlflow:
#         condition: service_started
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#       --allowed-hosts mlflow:5000
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#     healthcheck:
#       test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       interval: 5s
#       timeout: 5s
#       start_period: 60s
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on:
#       api:
#         condition: service_healthy
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: waits for the health of a service that has no health check | message: waits for ever
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#     depends_on:
#       mlflow:
#         condition: service_healthy
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#       --allowed-hosts mlflow:5000
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on:
#       api:
#         condition: service_healthy
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: localhost as MLflow's address | message: in a container that is the container itself
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://localhost:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#     depends_on:
#       mlflow:
#         condition: service_healthy
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#       --allowed-hosts mlflow:5000
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#     healthcheck:
#       test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       interval: 5s
#       timeout: 5s
#       start_period: 60s
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on:
#       api:
#         condition: service_healthy
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: ports open to the whole network | message: open to the whole network
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - "8000:8000"
#     networks: [backend, monitoring]
#     depends_on:
#       mlflow:
#         condition: service_healthy
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#       --allowed-hosts mlflow:5000
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#     healthcheck:
#       test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       interval: 5s
#       timeout: 5s
#       start_period: 60s
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on:
#       api:
#         condition: service_healthy
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: a key that the specification does not know | message: the Compose specification's schema says
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#     depends_on:
#       mlflow:
#         condition: service_healthy
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#       --allowed-hosts mlflow:5000
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#     health_check:
#       test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       interval: 5s
#       timeout: 5s
#       start_period: 60s
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on:
#       api:
#         condition: service_healthy
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: a condition that the specification does not know | message: the Compose specification's schema says
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#     depends_on:
#       mlflow:
#         condition: service_healthy
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#       --allowed-hosts mlflow:5000
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#     healthcheck:
#       test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       interval: 5s
#       timeout: 5s
#       start_period: 60s
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on:
#       api:
#         condition: healthy
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: data in a folder of the laptop instead of a named volume | message: named volume at /mlflow
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#     depends_on:
#       mlflow:
#         condition: service_healthy
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#       --allowed-hosts mlflow:5000
#     volumes:
#       - ./mlflow:/mlflow
#     networks: [backend]
#     healthcheck:
#       test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       interval: 5s
#       timeout: 5s
#       start_period: 60s
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on:
#       api:
#         condition: service_healthy
# volumes:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: a named volume that is declared nowhere | message: not declared under the top-level
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#     depends_on:
#       mlflow:
#         condition: service_healthy
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#       --allowed-hosts mlflow:5000
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#     healthcheck:
#       test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       interval: 5s
#       timeout: 5s
#       start_period: 60s
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on:
#       api:
#         condition: service_healthy
# volumes:
#   mlflow-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: everything on the default network | message: expected the networks
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - "127.0.0.1:8000:8000"
#     depends_on:
#       mlflow:
#         condition: service_healthy
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#       --allowed-hosts mlflow:5000
#     volumes:
#       - mlflow-data:/mlflow
#     healthcheck:
#       test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       interval: 5s
#       timeout: 5s
#       start_period: 60s
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     depends_on:
#       api:
#         condition: service_healthy
# volumes:
#   mlflow-data:
#   prometheus-data:

# %% wrong: images that change under the same name | message: pinned to a full version
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#     depends_on:
#       mlflow:
#         condition: service_healthy
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:latest
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#       --allowed-hosts mlflow:5000
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#     healthcheck:
#       test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       interval: 5s
#       timeout: 5s
#       start_period: 60s
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on:
#       api:
#         condition: service_healthy
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: MLflow's port published as well | message: expected the published ports none
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#     depends_on:
#       mlflow:
#         condition: service_healthy
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#       --allowed-hosts mlflow:5000
#     ports:
#       - "127.0.0.1:5000:5000"
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#     healthcheck:
#       test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       interval: 5s
#       timeout: 5s
#       start_period: 60s
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on:
#       api:
#         condition: service_healthy
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: a health check with curl, which MLflow's image has not
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#     depends_on:
#       mlflow:
#         condition: service_healthy
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#       --allowed-hosts mlflow:5000
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#     healthcheck:
#       test: [CMD, curl, --fail, "http://127.0.0.1:5000/health"]
#       interval: 5s
#       timeout: 5s
#       start_period: 60s
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on:
#       api:
#         condition: service_healthy
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: a health check's list without CMD in front
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#     depends_on:
#       mlflow:
#         condition: service_healthy
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#       --allowed-hosts mlflow:5000
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#     healthcheck:
#       test: [python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       interval: 5s
#       timeout: 5s
#       start_period: 60s
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on:
#       api:
#         condition: service_healthy
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: a configuration that the container may write
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#     depends_on:
#       mlflow:
#         condition: service_healthy
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#       --allowed-hosts mlflow:5000
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#     healthcheck:
#       test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       interval: 5s
#       timeout: 5s
#       start_period: 60s
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on:
#       api:
#         condition: service_healthy
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: forgets that MLflow refuses unknown host names
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#     depends_on:
#       mlflow:
#         condition: service_healthy
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#     healthcheck:
#       test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       interval: 5s
#       timeout: 5s
#       start_period: 60s
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on:
#       api:
#         condition: service_healthy
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: no limits for the service
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#     depends_on:
#       mlflow:
#         condition: service_healthy
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: >-
#       mlflow server --host 0.0.0.0 --port 5000
#       --backend-store-uri sqlite:////mlflow/mlflow.db
#       --artifacts-destination /mlflow/artifacts
#       --allowed-hosts mlflow:5000
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#     healthcheck:
#       test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       interval: 5s
#       timeout: 5s
#       start_period: 60s
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     volumes:
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#       - prometheus-data:/prometheus
#     ports:
#       - "127.0.0.1:9090:9090"
#     networks: [monitoring]
#     depends_on:
#       api:
#         condition: service_healthy
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: CMD with one string for a shell
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     depends_on:
#       mlflow:
#         condition: service_healthy
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: mlflow server --host 0.0.0.0 --port 5000 --backend-store-uri sqlite:////mlflow/mlflow.db --artifacts-destination /mlflow/artifacts --allowed-hosts mlflow:5000
#     healthcheck:
#       test: [CMD, "python -c \"import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health')\""]
#       interval: 5s
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     depends_on:
#       api:
#         condition: service_healthy
#     ports:
#       - "127.0.0.1:9090:9090"
#     volumes:
#       - prometheus-data:/prometheus
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#     networks: [monitoring]
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: a health check that is written and switched off | message: switched it off
# services:
#   api:
#     build: .
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     depends_on:
#       mlflow:
#         condition: service_healthy
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: mlflow server --host 0.0.0.0 --port 5000 --backend-store-uri sqlite:////mlflow/mlflow.db --artifacts-destination /mlflow/artifacts --allowed-hosts mlflow:5000
#     healthcheck:
#       test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       disable: true
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     depends_on:
#       api:
#         condition: service_healthy
#     ports:
#       - "127.0.0.1:9090:9090"
#     volumes:
#       - prometheus-data:/prometheus
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#     networks: [monitoring]
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: overrides the command of the service's image
# services:
#   api:
#     build: .
#     command: uvicorn service.app:app --reload
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     depends_on:
#       mlflow:
#         condition: service_healthy
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: mlflow server --host 0.0.0.0 --port 5000 --backend-store-uri sqlite:////mlflow/mlflow.db --artifacts-destination /mlflow/artifacts --allowed-hosts mlflow:5000
#     healthcheck:
#       test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       interval: 5s
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     depends_on:
#       api:
#         condition: service_healthy
#     ports:
#       - "127.0.0.1:9090:9090"
#     volumes:
#       - prometheus-data:/prometheus
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#     networks: [monitoring]
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:

# %% wrong: switches off the health check of the service's image
# services:
#   api:
#     build: .
#     healthcheck:
#       disable: true
#     environment:
#       MLFLOW_TRACKING_URI: http://mlflow:5000
#     mem_limit: 512m
#     pids_limit: 128
#     depends_on:
#       mlflow:
#         condition: service_healthy
#     ports:
#       - "127.0.0.1:8000:8000"
#     networks: [backend, monitoring]
#   mlflow:
#     image: ghcr.io/mlflow/mlflow:v3.14.0
#     command: mlflow server --host 0.0.0.0 --port 5000 --backend-store-uri sqlite:////mlflow/mlflow.db --artifacts-destination /mlflow/artifacts --allowed-hosts mlflow:5000
#     healthcheck:
#       test: [CMD, python, -c, "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/health', timeout=3)"]
#       interval: 5s
#     volumes:
#       - mlflow-data:/mlflow
#     networks: [backend]
#   prometheus:
#     image: prom/prometheus:v3.5.0
#     depends_on:
#       api:
#         condition: service_healthy
#     ports:
#       - "127.0.0.1:9090:9090"
#     volumes:
#       - prometheus-data:/prometheus
#       - ./prometheus.yml:/etc/prometheus/prometheus.yml:ro
#     networks: [monitoring]
# volumes:
#   mlflow-data:
#   prometheus-data:
# networks:
#   backend:
#   monitoring:
