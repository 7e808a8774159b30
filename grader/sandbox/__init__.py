"""Kernels that run student code: confined, started warm, and gone without a trace.

    grader --order--> warm server --fork--> keeper --fork--> kernel
                      (has imported         (builds the      (locks itself in,
                       what a lab imports)   cell, watches)   runs the cells)

- `policy.py` decides what a kernel may touch, from what this machine offers, or refuses with the remedy.
- `launch.py` starts warm servers, orders kernels from them and talks to their keepers.
- `provisioner.py` offers such kernels to everything that starts kernels through jupyter_client, as "sandboxed".
- `inside/` is the code that runs in the kernel's own interpreter: server, keeper, cell, kernel.
"""
