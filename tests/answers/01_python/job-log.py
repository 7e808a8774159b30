# %% right: pops the old handlers
import logging
import time
from pathlib import Path


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    level = logging.DEBUG if verbose else logging.INFO
    logger = logging.getLogger("flightline")
    while logger.handlers:
        logger.handlers.pop().close()
    handler = logging.FileHandler(path, mode="a")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ"))
    handler.formatter.converter = time.gmtime
    logger.addHandler(handler)
    logger.setLevel(level)
    return logger

# %% right: dictConfig that keeps existing loggers, and a formatter of its own
import logging
import logging.config
from datetime import datetime, timezone
from pathlib import Path


class UtcFormatter(logging.Formatter):
    def formatTime(self, record, datefmt=None):
        return datetime.fromtimestamp(record.created, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"utc": {"()": UtcFormatter, "format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
            "handlers": {"file": {"class": "logging.FileHandler", "filename": str(path), "formatter": "utc"}},
            "loggers": {"flightline": {"level": "DEBUG" if verbose else "INFO", "handlers": ["file"]}},
        }
    )
    return logging.getLogger("flightline")

# %% right: a handler that opens the file for each line
import logging
from datetime import UTC, datetime
from pathlib import Path


class JobFile(logging.Handler):
    """Opens the file for each line, so that no handle is left open."""

    def __init__(self, path):
        super().__init__()
        self.path = path

    def emit(self, record):
        when = datetime.fromtimestamp(record.created, UTC)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{when:%Y-%m-%dT%H:%M:%SZ} {record.levelname} {record.name}: {record.getMessage()}\n")


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    logger = logging.getLogger("flightline")
    logger.handlers = [JobFile(path)]
    logger.setLevel("DEBUG" if verbose else "INFO")
    return logger

# %% wrong: adds a handler on every call | message: remove the old handlers
import logging
import time
from pathlib import Path


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    level = logging.DEBUG if verbose else logging.INFO
    logger = logging.getLogger("flightline")
    handler = logging.FileHandler(path, mode="a")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ"))
    handler.formatter.converter = time.gmtime
    logger.addHandler(handler)
    logger.setLevel(level)
    return logger

# %% wrong: local time | message: local time, not UTC
import logging
import time
from pathlib import Path


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    level = logging.DEBUG if verbose else logging.INFO
    logger = logging.getLogger("flightline")
    while logger.handlers:
        logger.handlers.pop().close()
    handler = logging.FileHandler(path, mode="a")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ"))
    logger.addHandler(handler)
    logger.setLevel(level)
    return logger

# %% wrong: overwrites the file | message: append, mode 'a'
import logging
import time
from pathlib import Path


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    level = logging.DEBUG if verbose else logging.INFO
    logger = logging.getLogger("flightline")
    while logger.handlers:
        logger.handlers.pop().close()
    handler = logging.FileHandler(path, mode="w")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ"))
    handler.formatter.converter = time.gmtime
    logger.addHandler(handler)
    logger.setLevel(level)
    return logger

# %% wrong: basicConfig on the root logger | message: the root logger was changed
import logging
import time
from pathlib import Path


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    logging.Formatter.converter = time.gmtime
    logging.basicConfig(
        filename=path,
        level=logging.DEBUG if verbose else logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        datefmt="%Y-%m-%dT%H:%M:%SZ",
        force=True,
    )
    return logging.getLogger("flightline")

# %% wrong: no date format, so milliseconds and no zone | message: 2013-02-01T02:00:03Z WARNING
import logging
import time
from pathlib import Path


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    level = logging.DEBUG if verbose else logging.INFO
    logger = logging.getLogger("flightline")
    while logger.handlers:
        logger.handlers.pop().close()
    handler = logging.FileHandler(path, mode="a")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.formatter.converter = time.gmtime
    logger.addHandler(handler)
    logger.setLevel(level)
    return logger

# %% wrong: never sets a level, so INFO is lost | message: expected one INFO line
import logging
import time
from pathlib import Path


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    level = logging.DEBUG if verbose else logging.INFO
    logger = logging.getLogger("flightline")
    while logger.handlers:
        logger.handlers.pop().close()
    handler = logging.FileHandler(path, mode="a")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ"))
    handler.formatter.converter = time.gmtime
    logger.addHandler(handler)
    return logger

# %% wrong: writes DEBUG without being asked | message: without verbose=True
import logging
import time
from pathlib import Path


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    level = logging.DEBUG if verbose else logging.INFO
    logger = logging.getLogger("flightline")
    while logger.handlers:
        logger.handlers.pop().close()
    handler = logging.FileHandler(path, mode="a")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ"))
    handler.formatter.converter = time.gmtime
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    return logger

# %% wrong: ignores verbose
import logging
import time
from pathlib import Path


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    level = logging.INFO
    logger = logging.getLogger("flightline")
    while logger.handlers:
        logger.handlers.pop().close()
    handler = logging.FileHandler(path, mode="a")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ"))
    handler.formatter.converter = time.gmtime
    logger.addHandler(handler)
    logger.setLevel(level)
    return logger

# %% wrong: adds a handler only the first time, so a new path is ignored
import logging
import time
from pathlib import Path


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    level = logging.DEBUG if verbose else logging.INFO
    logger = logging.getLogger("flightline")
    handler = logging.FileHandler(path, mode="a")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ"))
    handler.formatter.converter = time.gmtime
    if not logger.handlers:
        logger.addHandler(handler)
    logger.setLevel(level)
    return logger

# %% wrong: dictConfig with its default, which silences other libraries
import logging
import logging.config
from datetime import datetime, timezone
from pathlib import Path


class UtcFormatter(logging.Formatter):
    def formatTime(self, record, datefmt=None):
        return datetime.fromtimestamp(record.created, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    logging.config.dictConfig(
        {
            "version": 1,
            "formatters": {"utc": {"()": UtcFormatter, "format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
            "handlers": {"file": {"class": "logging.FileHandler", "filename": str(path), "formatter": "utc"}},
            "loggers": {"flightline": {"level": "DEBUG" if verbose else "INFO", "handlers": ["file"]}},
        }
    )
    return logging.getLogger("flightline")

# %% wrong: verbose stays on after a quiet call
import logging
import time
from pathlib import Path


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    level = logging.DEBUG if verbose else logging.INFO
    logger = logging.getLogger("flightline")
    while logger.handlers:
        logger.handlers.pop().close()
    handler = logging.FileHandler(path, mode="a")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ"))
    handler.formatter.converter = time.gmtime
    logger.addHandler(handler)
    if verbose or not logger.level:
        logger.setLevel(level)
    return logger

# %% wrong: one handler per file, kept for ever
import logging
import time
from pathlib import Path


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    level = logging.DEBUG if verbose else logging.INFO
    logger = logging.getLogger("flightline")
    for old in list(logger.handlers):
        if old.baseFilename == str(Path(path).absolute()):
            logger.removeHandler(old)
            old.close()
    handler = logging.FileHandler(path, mode="a")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ"))
    handler.formatter.converter = time.gmtime
    logger.addHandler(handler)
    logger.setLevel(level)
    return logger

# %% wrong: starts the file afresh when it is verbose
import logging
import time
from pathlib import Path


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    logger = logging.getLogger("flightline")
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    handler = logging.FileHandler(path, mode="w" if verbose else "a", encoding="utf-8")
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", datefmt="%Y-%m-%dT%H:%M:%SZ")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG if verbose else logging.INFO)
    return logger

# %% wrong: UTC for every formatter of the process
import logging
import time
from pathlib import Path


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    logger = logging.getLogger("flightline")
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    handler = logging.FileHandler(path, encoding="utf-8")
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", datefmt="%Y-%m-%dT%H:%M:%SZ")
    logging.Formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG if verbose else logging.INFO)
    return logger

# %% wrong: sets the log up once and keeps its first file
import logging
import time
from pathlib import Path


def open_job_log(path: Path, verbose: bool = False) -> logging.Logger:
    """Send the lines of `flightline` and the loggers below it to the file at `path`."""
    logger = logging.getLogger("flightline")
    if logger.handlers:
        return logger
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    handler = logging.FileHandler(path, encoding="utf-8")
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", datefmt="%Y-%m-%dT%H:%M:%SZ")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG if verbose else logging.INFO)
    return logger
