"""A person's server, from within its walls: give up what is not needed any more, then be jupyterhub-singleuser.

It runs in main's Python, so that notebooks find what they find in `make lab`; behind that comes the hub's stack.
"""

import contextlib
import json
import os
import site
import sys

from grader.sandbox.inside import confine


def landlock(order):
    """Files as ordered and no others. Handing in takes the right to write without that to look, here as on a system
    where people have accounts; for feedback one has to know a file's name, which nobody else can."""
    import landlockpy

    access = landlockpy.AccessFS
    everything = landlockpy.fs_for_abi(landlockpy.abi_version()) & ~(access.MAKE_CHAR | access.MAKE_BLOCK)
    rights = {
        "read": access.READ_FILE | access.READ_DIR | access.EXECUTE,
        "write": everything,
        "drop": access.WRITE_FILE | access.MAKE_REG | access.MAKE_DIR | access.TRUNCATE,
        "fetch": access.READ_FILE,
    }
    on_files = access.READ_FILE | access.WRITE_FILE | access.EXECUTE | access.TRUNCATE | access.IOCTL_DEV
    scopes = landlockpy.Scope.ABSTRACT_UNIX_SOCKET | landlockpy.Scope.SIGNAL
    with landlockpy.Ruleset(scoped=scopes, handled_net=landlockpy.AccessNet.NONE) as rules:
        for name, paths in order.items():
            for path in paths:
                with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                    rules.allow_path(path, rights[name] if os.path.isdir(path) else rights[name] & on_files)
        rules.restrict()


def main():
    order = json.loads(sys.argv.pop(1))
    if order["uid"] is not None or order["landlock"]:
        confine.drop_privileges(order["uid"])
    if order["landlock"]:
        landlock(order["landlock"])
    os.umask(0o022)
    site.addsitedir(order["packages"])
    from jupyterhub.singleuser import main as serve

    sys.argv[0] = "jupyterhub-singleuser"
    serve()


if __name__ == "__main__":
    main()
