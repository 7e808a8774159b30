# %% right: nothing but what is asked for; hatchling finds src by itself
# [build-system]
# requires = ["hatchling"]
# build-backend = "hatchling.build"
#
# [project]
# name = "flightline"
# version = "0.1.0"
# requires-python = ">=3.11"
# dependencies = [
#     "typer>=0.15",
# ]
#
# [project.scripts]
# flightline = "flightline.cli:app"

# %% right: sources named by hand, scripts as an inline table, a group for tests
# [build-system]
# requires = ["hatchling>=1.20"]
# build-backend = "hatchling.build"
#
# [project]
# name = "flightline"
# version = "0.1.0"
# description = "The late share of flights out of New York"
# readme = "README.md"
# requires-python = ">= 3.11"
# dependencies = ["typer >= 0.15.0"]
# scripts = { flightline = "flightline.cli:app" }
#
# [dependency-groups]
# test = ["pytest"]
#
# [tool.hatch.build.targets.wheel]
# sources = ["src"]
# only-include = ["src/flightline"]
#
# [tool.pytest.ini_options]
# testpaths = ["tests"]

# %% wrong: no build-system table | message: hatchling
# [project]
# name = "flightline"
# version = "0.1.0"
# requires-python = ">=3.11"
# dependencies = [
#     "typer>=0.15",
# ]
#
# [project.scripts]
# flightline = "flightline.cli:app"

# %% wrong: dependencies stand below the table of scripts | message: python -m build failed
# [build-system]
# requires = ["hatchling"]
# build-backend = "hatchling.build"
#
# [project]
# name = "flightline"
# version = "0.1.0"
# requires-python = ">=3.11"
#
# [project.scripts]
# flightline = "flightline.cli:app"
# dependencies = ["typer>=0.15"]

# %% wrong: forgets what the code imports | message: What the code imports belongs in dependencies
# [build-system]
# requires = ["hatchling"]
# build-backend = "hatchling.build"
#
# [project]
# name = "flightline"
# version = "0.1.0"
# requires-python = ">=3.11"
#
# [project.scripts]
# flightline = "flightline.cli:app"

# %% wrong: ships what only tests need | message: depends on typer alone
# [build-system]
# requires = ["hatchling"]
# build-backend = "hatchling.build"
#
# [project]
# name = "flightline"
# version = "0.1.0"
# requires-python = ">=3.11"
# dependencies = [
#     "typer>=0.15",
#     "pytest>=8",
# ]
#
# [project.scripts]
# flightline = "flightline.cli:app"

# %% wrong: no command | message: is there a [project.scripts] table
# [build-system]
# requires = ["hatchling"]
# build-backend = "hatchling.build"
#
# [project]
# name = "flightline"
# version = "0.1.0"
# requires-python = ">=3.11"
# dependencies = [
#     "typer>=0.15",
# ]

# %% wrong: the script names the file | message: package.module:object
# [build-system]
# requires = ["hatchling"]
# build-backend = "hatchling.build"
#
# [project]
# name = "flightline"
# version = "0.1.0"
# requires-python = ">=3.11"
# dependencies = [
#     "typer>=0.15",
# ]
#
# [project.scripts]
# flightline = "flightline/cli.py:app"

# %% wrong: the script names another object | message: expected a call of app
# [build-system]
# requires = ["hatchling"]
# build-backend = "hatchling.build"
#
# [project]
# name = "flightline"
# version = "0.1.0"
# requires-python = ">=3.11"
# dependencies = [
#     "typer>=0.15",
# ]
#
# [project.scripts]
# flightline = "flightline.cli:main"

# %% wrong: packages src instead of src/flightline | message: not src
# [build-system]
# requires = ["hatchling"]
# build-backend = "hatchling.build"
#
# [project]
# name = "flightline"
# version = "0.1.0"
# requires-python = ">=3.11"
# dependencies = [
#     "typer>=0.15",
# ]
#
# [project.scripts]
# flightline = "flightline.cli:app"
#
# [tool.hatch.build.targets.wheel]
# packages = ["src"]

# %% wrong: another version | message: look at name, version
# [build-system]
# requires = ["hatchling"]
# build-backend = "hatchling.build"
#
# [project]
# name = "flightline"
# version = "1.0.0"
# requires-python = ">=3.11"
# dependencies = [
#     "typer>=0.15",
# ]
#
# [project.scripts]
# flightline = "flightline.cli:app"

# %% wrong: no requires-python | message: requires-python
# [build-system]
# requires = ["hatchling"]
# build-backend = "hatchling.build"
#
# [project]
# name = "flightline"
# version = "0.1.0"
# dependencies = [
#     "typer>=0.15",
# ]
#
# [project.scripts]
# flightline = "flightline.cli:app"

# %% wrong: pins typer to one version
# [build-system]
# requires = ["hatchling"]
# build-backend = "hatchling.build"
#
# [project]
# name = "flightline"
# version = "0.1.0"
# requires-python = ">=3.11"
# dependencies = [
#     "typer==0.15.4",
# ]
#
# [project.scripts]
# flightline = "flightline.cli:app"

# %% wrong: no lower bound on typer
# [build-system]
# requires = ["hatchling"]
# build-backend = "hatchling.build"
#
# [project]
# name = "flightline"
# version = "0.1.0"
# requires-python = ">=3.11"
# dependencies = [
#     "typer",
# ]
#
# [project.scripts]
# flightline = "flightline.cli:app"

# %% wrong: shuts out Python 3.12 and newer
# [build-system]
# requires = ["hatchling"]
# build-backend = "hatchling.build"
#
# [project]
# name = "flightline"
# version = "0.1.0"
# requires-python = ">=3.11,<3.12"
# dependencies = [
#     "typer>=0.15",
# ]
#
# [project.scripts]
# flightline = "flightline.cli:app"

# %% wrong: ships the tests
# [build-system]
# requires = ["hatchling"]
# build-backend = "hatchling.build"
#
# [project]
# name = "flightline"
# version = "0.1.0"
# requires-python = ">=3.11"
# dependencies = [
#     "typer>=0.15",
# ]
#
# [project.scripts]
# flightline = "flightline.cli:app"
#
# [tool.hatch.build.targets.wheel]
# packages = ["src/flightline", "tests"]

# %% wrong: ships nothing but .py files
# [build-system]
# requires = ["hatchling"]
# build-backend = "hatchling.build"
#
# [project]
# name = "flightline"
# version = "0.1.0"
# requires-python = ">=3.11"
# dependencies = [
#     "typer>=0.15",
# ]
#
# [project.scripts]
# flightline = "flightline.cli:app"
#
# [tool.hatch.build.targets.wheel]
# packages = ["src/flightline"]
# exclude = ["*.typed"]
