"""The hub of `make classroom`. What differs from run to run comes from start.py by CLASSROOM, as JSON."""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from room import Room
from spawner import ListAuthenticator, RoomSpawner

c = get_config()  # noqa: F821  (JupyterHub runs this file with get_config defined)
run = json.loads(os.environ["CLASSROOM"])
room = Room()

c.JupyterHub.bind_url = f"http://127.0.0.1:{run['port']}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{run['hub_port']}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{run['proxy_port']}"
c.ConfigurableHTTPProxy.command = [str(Path(sys.prefix).parents[1] / "bin" / "configurable-http-proxy")]
if run["tls"]:
    # What the proxy in front says of a request is right; the hub's own would say that it came by http
    c.ConfigurableHTTPProxy.command.append("--no-x-forward")
c.ConfigurableHTTPProxy.pid_file = str(room.hub / "proxy.pid")
c.JupyterHub.db_url = f"sqlite:///{room.hub / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(room.hub / "cookie_secret")

c.JupyterHub.authenticator_class = ListAuthenticator
c.ListAuthenticator.room = room
c.Authenticator.allowed_users = set(room.people())

c.JupyterHub.spawner_class = RoomSpawner
c.RoomSpawner.room = room
c.RoomSpawner.bwrap = run["bwrap"]
c.Spawner.default_url = "/lab"
# Generous: a class logs in at once
c.Spawner.start_timeout = c.Spawner.http_timeout = 300
c.Spawner.args = [
    "--ServerApp.shutdown_no_activity_timeout=7200",
    "--MappingKernelManager.cull_idle_timeout=3600",
    # No login shell: /etc/profile would take the course's programs off the PATH
    "--ServerApp.terminado_settings=shell_command=/bin/bash",
]
