# ---
# jupyter:
#   jupytext:
#     custom_cell_magics: writefile
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Tiny
# Add numbers.

# %% tags=["setup"]
import subprocess
from pathlib import Path

Path("work").mkdir(exist_ok=True)

# %% nbgrader={"grade": false, "grade_id": "add", "locked": false, "schema_version": 3, "solution": true, "task": false}
def add(a: int, b: int) -> int:
    """Add two whole numbers."""
    ### BEGIN SOLUTION
    return a + b
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "add-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
assert add(1, 2) == 3, f"add(1, 2) gives {add(1, 2)}, expected 3: did you subtract?"
### BEGIN HIDDEN TESTS
assert add(-1, -2) == -3, "negative numbers add too"
### END HIDDEN TESTS

# %% nbgrader={"grade": false, "grade_id": "hello", "locked": false, "schema_version": 3, "solution": true, "task": false} language="writefile" magic_args="work/hello.sh"
# #!/usr/bin/env bash
# ### BEGIN SOLUTION
# echo "hello $1"
# ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "hello-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
if "raise NotImplementedError()" in Path("work/hello.sh").read_text():
    raise NotImplementedError("work/hello.sh")
said = subprocess.run(["bash", "work/hello.sh", "you"], capture_output=True, text=True).stdout
assert said == "hello you\n", f"expected 'hello you', got {said!r}: $1 is the first argument"
### BEGIN HIDDEN TESTS
said = subprocess.run(["bash", "work/hello.sh", "a  b"], capture_output=True, text=True).stdout
assert said == "hello a  b\n", f"expected 'hello a  b', got {said!r}: quote the argument"
### END HIDDEN TESTS

# %% [markdown]
# The end.
