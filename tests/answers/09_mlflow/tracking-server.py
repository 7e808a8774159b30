# %% right: short options, one word each
def server_command(folder):
    return [sys.executable, "-m", "mlflow", "server", "-h", "127.0.0.1", "-p", "{port}", "-w", "1",
            "--backend-store-uri", "sqlite:///" + str(folder / "mlflow.db"),
            "--artifacts-destination", str(folder / "artifacts")]

# %% right: options joined with an equals sign, artifacts as a file URI
def server_command(folder):
    options = {
        "backend-store-uri": f"sqlite:///{folder.joinpath('mlflow.db')}",
        "artifacts-destination": (folder / "artifacts").as_uri(),
        "host": "127.0.0.1",
        "port": "{port}",
        "workers": 1,
    }
    return [sys.executable, "-m", "mlflow", "server"] + [f"--{name}={value}" for name, value in options.items()]

# %% wrong: a shell line in place of a list | message: expected a list of texts
def server_command(folder):
    return (
        f"{sys.executable} -m mlflow server --host 127.0.0.1 --port {{port}} --workers 1 "
        f"--backend-store-uri sqlite:///{folder}/mlflow.db --artifacts-destination {folder}/artifacts"
    )

# %% wrong: the port of the documentation | message: a fixed port may be taken
def server_command(folder):
    return [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", "5000", "--workers", "1",
            "--backend-store-uri", f"sqlite:///{folder}/mlflow.db", "--artifacts-destination", f"{folder}/artifacts"]

# %% wrong: an f-string that has no braces left | message: {port}
def server_command(folder):
    port = 8080
    return [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", f"{port}", "--workers", "1",
            "--backend-store-uri", f"sqlite:///{folder}/mlflow.db", "--artifacts-destination", f"{folder}/artifacts"]

# %% wrong: hands the folder to each client as artifact root | message: --default-artifact-root is handed to each client
def server_command(folder):
    return [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", "{port}", "--workers", "1",
            "--backend-store-uri", f"sqlite:///{folder}/mlflow.db", "--default-artifact-root", f"{folder}/artifacts"]

# %% wrong: no backend store, so the runs go where the server was started | message: --backend-store-uri takes
def server_command(folder):
    return [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", "{port}", "--workers", "1",
            "--artifacts-destination", f"{folder}/artifacts"]

# %% wrong: a relative path in the database's URI | message: --backend-store-uri takes
def server_command(folder):
    return [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", "{port}", "--workers", "1",
            "--backend-store-uri", "sqlite:///mlflow.db", "--artifacts-destination", f"{folder}/artifacts"]

# %% wrong: artifacts stay in the server's default folder | message: is not there
def server_command(folder):
    return [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", "{port}", "--workers", "1",
            "--backend-store-uri", f"sqlite:///{folder}/mlflow.db"]

# %% wrong: open to every network
def server_command(folder):
    return [sys.executable, "-m", "mlflow", "server", "--host", "0.0.0.0", "--port", "{port}", "--workers", "1",
            "--backend-store-uri", f"sqlite:///{folder}/mlflow.db", "--artifacts-destination", f"{folder}/artifacts"]

# %% wrong: the default of four workers
def server_command(folder):
    return [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", "{port}",
            "--backend-store-uri", f"sqlite:///{folder}/mlflow.db", "--artifacts-destination", f"{folder}/artifacts"]
