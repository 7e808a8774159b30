"""Build, verify and grade the labs. Start reading at `cli.py`."""
