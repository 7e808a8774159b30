"""What runs in the kernel's own interpreter.

A lab may name a kernel of another environment, which holds neither pydantic nor this package's other needs. So these
modules use the standard library, ipykernel (for kernels that are Python) and nothing else; everything that takes
thinking is decided outside and arrives as a JSON order.
"""
