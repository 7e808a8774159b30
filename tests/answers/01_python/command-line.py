# %% right: click
# """The command `flightline`."""
#
# import json
# import logging
# import sys
# from dataclasses import asdict
# from pathlib import Path
#
# import click
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
#
# @click.command()
# @click.argument("delivery", type=click.Path(path_type=Path))
# @click.option("--limit", type=click.IntRange(min=0), default=15, metavar="MINUTES")
# @click.option("--json", "as_json", is_flag=True)
# @click.option("--verbose", is_flag=True)
# def app(delivery, limit, as_json, verbose):
#     """Sum up a delivery."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(message)s")
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         click.echo(f"error: {error}", err=True)
#         sys.exit(1)
#     if as_json:
#         click.echo(json.dumps(asdict(summary)))
#         return
#     share = f"{100 * summary.late_share:.1f} %"
#     click.echo(f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, {share} late")

# %% right: argparse from the standard library, logging set up for the package
# """The command `flightline`."""
#
# import argparse
# import json
# import logging
# import sys
# from pathlib import Path
#
# from flightline import report
# from flightline.loading import DeliveryError
#
#
# def minutes(text: str) -> int:
#     value = int(text)
#     if value < 0:
#         raise ValueError("negative")
#     return value
#
#
# def app() -> int:
#     parser = argparse.ArgumentParser(prog="flightline", description="Sum up a delivery.")
#     parser.add_argument("delivery", type=Path)
#     parser.add_argument("--limit", type=minutes, default=15, metavar="MINUTES")
#     parser.add_argument("--json", action="store_true")
#     parser.add_argument("--verbose", action="store_true")
#     options = parser.parse_args()
#
#     screen = logging.StreamHandler(sys.stderr)
#     screen.setFormatter(logging.Formatter("{asctime} {levelname}: {message}", style="{"))
#     logging.getLogger("flightline").addHandler(screen)
#     logging.getLogger("flightline").setLevel("INFO" if options.verbose else "WARNING")
#
#     try:
#         s = report.summarise(options.delivery, limit=options.limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         print("error:", error, file=sys.stderr)
#         return 1
#     names = ("delivery", "flights", "arrived", "late", "late_share")
#     if options.json:
#         print(json.dumps({name: getattr(s, name) for name in names}, indent=2))
#     else:
#         print("%s: %d flights, %d arrived, %.1f %% late" % (s.delivery, s.flights, s.arrived, 100 * s.late_share))
#     return 0

# %% right: typer with defaults instead of Annotated, relative imports
# """The command `flightline`."""
#
# import json
# import logging
# from pathlib import Path
#
# import typer
#
# from .loading import DeliveryError
# from .report import summarise
#
# app = typer.Typer()
#
#
# @app.command()
# def main(
#     delivery: Path,
#     limit: int = typer.Option(15, min=0),
#     json_output: bool = typer.Option(False, "--json"),
#     verbose: bool = typer.Option(False, "--verbose"),
# ):
#     logging.basicConfig(level="INFO" if verbose else "WARNING")
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         typer.echo(f"error: {error}", err=True)
#         raise typer.Exit(code=1)
#     if json_output:
#         print(json.dumps(vars(summary)))
#     else:
#         late = round(summary.late_share * 100, 1)
#         print(f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, {late:.1f} % late")

# %% wrong: lets the traceback of a missing file out | message: catch FileNotFoundError
# """The command `flightline`."""
#
# import json
# import logging
# import sys
# from dataclasses import asdict
# from pathlib import Path
#
# import click
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
#
# @click.command()
# @click.argument("delivery", type=click.Path(path_type=Path))
# @click.option("--limit", type=click.IntRange(min=0), default=15, metavar="MINUTES")
# @click.option("--json", "as_json", is_flag=True)
# @click.option("--verbose", is_flag=True)
# def app(delivery, limit, as_json, verbose):
#     """Sum up a delivery."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(message)s")
#     try:
#         summary = summarise(delivery, limit=limit)
#     except DeliveryError as error:
#         click.echo(f"error: {error}", err=True)
#         sys.exit(1)
#     if as_json:
#         click.echo(json.dumps(asdict(summary)))
#         return
#     share = f"{100 * summary.late_share:.1f} %"
#     click.echo(f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, {share} late")

# %% wrong: says error and exits with 0 | message: a scheduler reads nothing else
# """The command `flightline`."""
#
# import json
# import logging
# import sys
# from dataclasses import asdict
# from pathlib import Path
#
# import click
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
#
# @click.command()
# @click.argument("delivery", type=click.Path(path_type=Path))
# @click.option("--limit", type=click.IntRange(min=0), default=15, metavar="MINUTES")
# @click.option("--json", "as_json", is_flag=True)
# @click.option("--verbose", is_flag=True)
# def app(delivery, limit, as_json, verbose):
#     """Sum up a delivery."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(message)s")
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         click.echo(f"error: {error}", err=True)
#         return
#     if as_json:
#         click.echo(json.dumps(asdict(summary)))
#         return
#     share = f"{100 * summary.late_share:.1f} %"
#     click.echo(f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, {share} late")

# %% wrong: prints the error on stdout | message: errors go to stderr
# """The command `flightline`."""
#
# import json
# import logging
# import sys
# from dataclasses import asdict
# from pathlib import Path
#
# import click
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
#
# @click.command()
# @click.argument("delivery", type=click.Path(path_type=Path))
# @click.option("--limit", type=click.IntRange(min=0), default=15, metavar="MINUTES")
# @click.option("--json", "as_json", is_flag=True)
# @click.option("--verbose", is_flag=True)
# def app(delivery, limit, as_json, verbose):
#     """Sum up a delivery."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(message)s")
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         click.echo(f"error: {error}")
#         sys.exit(1)
#     if as_json:
#         click.echo(json.dumps(asdict(summary)))
#         return
#     share = f"{100 * summary.late_share:.1f} %"
#     click.echo(f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, {share} late")

# %% wrong: rounds in the JSON too | message: A program that reads it wants the exact share
# """The command `flightline`."""
#
# import json
# import logging
# import sys
# from dataclasses import asdict
# from pathlib import Path
#
# import click
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
#
# @click.command()
# @click.argument("delivery", type=click.Path(path_type=Path))
# @click.option("--limit", type=click.IntRange(min=0), default=15, metavar="MINUTES")
# @click.option("--json", "as_json", is_flag=True)
# @click.option("--verbose", is_flag=True)
# def app(delivery, limit, as_json, verbose):
#     """Sum up a delivery."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(message)s")
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         click.echo(f"error: {error}", err=True)
#         sys.exit(1)
#     if as_json:
#         click.echo(json.dumps(asdict(summary) | {"late_share": round(summary.late_share, 3)}))
#         return
#     share = f"{100 * summary.late_share:.1f} %"
#     click.echo(f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, {share} late")

# %% wrong: prints the dictionary, which is not JSON | message: expected one JSON object
# """The command `flightline`."""
#
# import json
# import logging
# import sys
# from dataclasses import asdict
# from pathlib import Path
#
# import click
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
#
# @click.command()
# @click.argument("delivery", type=click.Path(path_type=Path))
# @click.option("--limit", type=click.IntRange(min=0), default=15, metavar="MINUTES")
# @click.option("--json", "as_json", is_flag=True)
# @click.option("--verbose", is_flag=True)
# def app(delivery, limit, as_json, verbose):
#     """Sum up a delivery."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(message)s")
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         click.echo(f"error: {error}", err=True)
#         sys.exit(1)
#     if as_json:
#         click.echo(asdict(summary))
#         return
#     share = f"{100 * summary.late_share:.1f} %"
#     click.echo(f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, {share} late")

# %% wrong: the log goes to stdout | message: expected one JSON object on stdout
# """The command `flightline`."""
#
# import json
# import logging
# import sys
# from dataclasses import asdict
# from pathlib import Path
#
# import click
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
#
# @click.command()
# @click.argument("delivery", type=click.Path(path_type=Path))
# @click.option("--limit", type=click.IntRange(min=0), default=15, metavar="MINUTES")
# @click.option("--json", "as_json", is_flag=True)
# @click.option("--verbose", is_flag=True)
# def app(delivery, limit, as_json, verbose):
#     """Sum up a delivery."""
#     logging.basicConfig(level=logging.INFO if verbose or as_json else logging.WARNING, format="%(levelname)s %(message)s", stream=sys.stdout)
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         click.echo(f"error: {error}", err=True)
#         sys.exit(1)
#     if as_json:
#         click.echo(json.dumps(asdict(summary)))
#         return
#     share = f"{100 * summary.late_share:.1f} %"
#     click.echo(f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, {share} late")

# %% wrong: with --verbose the log goes to stdout | message: it belongs on stderr
# """The command `flightline`."""
#
# import json
# import logging
# import sys
# from dataclasses import asdict
# from pathlib import Path
#
# import click
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
#
# @click.command()
# @click.argument("delivery", type=click.Path(path_type=Path))
# @click.option("--limit", type=click.IntRange(min=0), default=15, metavar="MINUTES")
# @click.option("--json", "as_json", is_flag=True)
# @click.option("--verbose", is_flag=True)
# def app(delivery, limit, as_json, verbose):
#     """Sum up a delivery."""
#     logging.basicConfig(level=logging.WARNING)
#     if verbose:
#         screen = logging.StreamHandler(sys.stdout)
#         screen.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
#         logging.getLogger("flightline").addHandler(screen)
#         logging.getLogger("flightline").setLevel(logging.INFO)
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         click.echo(f"error: {error}", err=True)
#         sys.exit(1)
#     if as_json:
#         click.echo(json.dumps(asdict(summary)))
#         return
#     share = f"{100 * summary.late_share:.1f} %"
#     click.echo(f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, {share} late")

# %% wrong: always verbose | message: expected nothing on stderr
# """The command `flightline`."""
#
# import json
# import logging
# import sys
# from dataclasses import asdict
# from pathlib import Path
#
# import click
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
#
# @click.command()
# @click.argument("delivery", type=click.Path(path_type=Path))
# @click.option("--limit", type=click.IntRange(min=0), default=15, metavar="MINUTES")
# @click.option("--json", "as_json", is_flag=True)
# @click.option("--verbose", is_flag=True)
# def app(delivery, limit, as_json, verbose):
#     """Sum up a delivery."""
#     logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         click.echo(f"error: {error}", err=True)
#         sys.exit(1)
#     if as_json:
#         click.echo(json.dumps(asdict(summary)))
#         return
#     share = f"{100 * summary.late_share:.1f} %"
#     click.echo(f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, {share} late")

# %% wrong: a share from 0 to 1 where percent is asked for | message: 42.9 % late
# """The command `flightline`."""
#
# import json
# import logging
# import sys
# from dataclasses import asdict
# from pathlib import Path
#
# import click
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
#
# @click.command()
# @click.argument("delivery", type=click.Path(path_type=Path))
# @click.option("--limit", type=click.IntRange(min=0), default=15, metavar="MINUTES")
# @click.option("--json", "as_json", is_flag=True)
# @click.option("--verbose", is_flag=True)
# def app(delivery, limit, as_json, verbose):
#     """Sum up a delivery."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(message)s")
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         click.echo(f"error: {error}", err=True)
#         sys.exit(1)
#     if as_json:
#         click.echo(json.dumps(asdict(summary)))
#         return
#     share = f"{summary.late_share:.1f} %"
#     click.echo(f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, {share} late")

# %% wrong: takes --limit and does not pass it on
# """The command `flightline`."""
#
# import json
# import logging
# import sys
# from dataclasses import asdict
# from pathlib import Path
#
# import click
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
#
# @click.command()
# @click.argument("delivery", type=click.Path(path_type=Path))
# @click.option("--limit", type=click.IntRange(min=0), default=15, metavar="MINUTES")
# @click.option("--json", "as_json", is_flag=True)
# @click.option("--verbose", is_flag=True)
# def app(delivery, limit, as_json, verbose):
#     """Sum up a delivery."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(message)s")
#     try:
#         summary = summarise(delivery, limit=15)
#     except (FileNotFoundError, DeliveryError) as error:
#         click.echo(f"error: {error}", err=True)
#         sys.exit(1)
#     if as_json:
#         click.echo(json.dumps(asdict(summary)))
#         return
#     share = f"{100 * summary.late_share:.1f} %"
#     click.echo(f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, {share} late")

# %% wrong: takes a negative limit
# """The command `flightline`."""
#
# import json
# import logging
# import sys
# from dataclasses import asdict
# from pathlib import Path
#
# import click
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
#
# @click.command()
# @click.argument("delivery", type=click.Path(path_type=Path))
# @click.option("--limit", type=int, default=15, metavar="MINUTES")
# @click.option("--json", "as_json", is_flag=True)
# @click.option("--verbose", is_flag=True)
# def app(delivery, limit, as_json, verbose):
#     """Sum up a delivery."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(message)s")
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         click.echo(f"error: {error}", err=True)
#         sys.exit(1)
#     if as_json:
#         click.echo(json.dumps(asdict(summary)))
#         return
#     share = f"{100 * summary.late_share:.1f} %"
#     click.echo(f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, {share} late")

# %% wrong: forgets DeliveryError
# """The command `flightline`."""
#
# import json
# import logging
# import sys
# from dataclasses import asdict
# from pathlib import Path
#
# import click
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
#
# @click.command()
# @click.argument("delivery", type=click.Path(path_type=Path))
# @click.option("--limit", type=click.IntRange(min=0), default=15, metavar="MINUTES")
# @click.option("--json", "as_json", is_flag=True)
# @click.option("--verbose", is_flag=True)
# def app(delivery, limit, as_json, verbose):
#     """Sum up a delivery."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(message)s")
#     try:
#         summary = summarise(delivery, limit=limit)
#     except FileNotFoundError as error:
#         click.echo(f"error: {error}", err=True)
#         sys.exit(1)
#     if as_json:
#         click.echo(json.dumps(asdict(summary)))
#         return
#     share = f"{100 * summary.late_share:.1f} %"
#     click.echo(f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, {share} late")

# %% wrong: catches every exception, bugs too, and shows no more than its text
# """The command `flightline`."""
#
# import json
# import logging
# import sys
# from dataclasses import asdict
# from pathlib import Path
#
# import click
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
#
# @click.command()
# @click.argument("delivery", type=click.Path(path_type=Path))
# @click.option("--limit", type=click.IntRange(min=0), default=15, metavar="MINUTES")
# @click.option("--json", "as_json", is_flag=True)
# @click.option("--verbose", is_flag=True)
# def app(delivery, limit, as_json, verbose):
#     """Sum up a delivery."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(levelname)s %(message)s")
#     try:
#         summary = summarise(delivery, limit=limit)
#     except Exception as error:
#         click.echo(f"error: {error}", err=True)
#         sys.exit(1)
#     if as_json:
#         click.echo(json.dumps(asdict(summary)))
#         return
#     share = f"{100 * summary.late_share:.1f} %"
#     click.echo(f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, {share} late")

# %% wrong: silences warnings without --verbose
# """The command `flightline`."""
#
# import json
# import logging
# import sys
# from dataclasses import asdict
# from pathlib import Path
#
# import click
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
#
# @click.command()
# @click.argument("delivery", type=click.Path(path_type=Path))
# @click.option("--limit", type=click.IntRange(min=0), default=15, metavar="MINUTES")
# @click.option("--json", "as_json", is_flag=True)
# @click.option("--verbose", is_flag=True)
# def app(delivery, limit, as_json, verbose):
#     """Sum up a delivery."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.ERROR, format="%(levelname)s %(message)s")
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         click.echo(f"error: {error}", err=True)
#         sys.exit(1)
#     if as_json:
#         click.echo(json.dumps(asdict(summary)))
#         return
#     share = f"{100 * summary.late_share:.1f} %"
#     click.echo(f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, {share} late")

# %% wrong: logs to stdout unless --json is given
# """The command `flightline`."""
#
# import dataclasses
# import json
# import logging
# import sys
# from pathlib import Path
# from typing import Annotated
#
# import typer
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
# app = typer.Typer(add_completion=False)
#
#
# @app.command()
# def main(
#     delivery: Annotated[Path, typer.Argument(help="A delivery, a CSV file.")],
#     limit: Annotated[int, typer.Option(min=0, metavar="MINUTES", help="Late is more than this.")] = 15,
#     as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
#     verbose: Annotated[bool, typer.Option("--verbose", help="Also log what goes well.")] = False,
# ) -> None:
#     """Sum up a delivery: its flights, and the share that arrived late."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, stream=sys.stderr if as_json or verbose else sys.stdout)
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         typer.echo(f"error: {error}", err=True)
#         raise typer.Exit(1) from error
#     if as_json:
#         typer.echo(json.dumps(dataclasses.asdict(summary)))
#     else:
#         typer.echo(
#             f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, "
#             f"{100 * summary.late_share:.1f} % late"
#         )

# %% wrong: prints the path as it was given
# """The command `flightline`."""
#
# import dataclasses
# import json
# import logging
# from pathlib import Path
# from typing import Annotated
#
# import typer
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
# app = typer.Typer(add_completion=False)
#
#
# @app.command()
# def main(
#     delivery: Annotated[Path, typer.Argument(help="A delivery, a CSV file.")],
#     limit: Annotated[int, typer.Option(min=0, metavar="MINUTES", help="Late is more than this.")] = 15,
#     as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
#     verbose: Annotated[bool, typer.Option("--verbose", help="Also log what goes well.")] = False,
# ) -> None:
#     """Sum up a delivery: its flights, and the share that arrived late."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.WARNING)
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         typer.echo(f"error: {error}", err=True)
#         raise typer.Exit(1) from error
#     if as_json:
#         typer.echo(json.dumps(dataclasses.asdict(summary)))
#     else:
#         typer.echo(
#             f"{delivery}: {summary.flights} flights, {summary.arrived} arrived, "
#             f"{100 * summary.late_share:.1f} % late"
#         )

# %% wrong: a comma in the thousands
# """The command `flightline`."""
#
# import dataclasses
# import json
# import logging
# from pathlib import Path
# from typing import Annotated
#
# import typer
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
# app = typer.Typer(add_completion=False)
#
#
# @app.command()
# def main(
#     delivery: Annotated[Path, typer.Argument(help="A delivery, a CSV file.")],
#     limit: Annotated[int, typer.Option(min=0, metavar="MINUTES", help="Late is more than this.")] = 15,
#     as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
#     verbose: Annotated[bool, typer.Option("--verbose", help="Also log what goes well.")] = False,
# ) -> None:
#     """Sum up a delivery: its flights, and the share that arrived late."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.WARNING)
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         typer.echo(f"error: {error}", err=True)
#         raise typer.Exit(1) from error
#     if as_json:
#         typer.echo(json.dumps(dataclasses.asdict(summary)))
#     else:
#         typer.echo(
#             f"{summary.delivery}: {summary.flights:,} flights, {summary.arrived} arrived, "
#             f"{100 * summary.late_share:.1f} % late"
#         )

# %% wrong: takes a limit with a fraction
# """The command `flightline`."""
#
# import dataclasses
# import json
# import logging
# from pathlib import Path
# from typing import Annotated
#
# import typer
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
# app = typer.Typer(add_completion=False)
#
#
# @app.command()
# def main(
#     delivery: Annotated[Path, typer.Argument(help="A delivery, a CSV file.")],
#     limit: Annotated[float, typer.Option(min=0, metavar="MINUTES", help="Late is more than this.")] = 15,
#     as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
#     verbose: Annotated[bool, typer.Option("--verbose", help="Also log what goes well.")] = False,
# ) -> None:
#     """Sum up a delivery: its flights, and the share that arrived late."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.WARNING)
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (FileNotFoundError, DeliveryError) as error:
#         typer.echo(f"error: {error}", err=True)
#         raise typer.Exit(1) from error
#     if as_json:
#         typer.echo(json.dumps(dataclasses.asdict(summary)))
#     else:
#         typer.echo(
#             f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, "
#             f"{100 * summary.late_share:.1f} % late"
#         )

# %% wrong: takes every OSError for a missing file
# """The command `flightline`."""
#
# import dataclasses
# import json
# import logging
# from pathlib import Path
# from typing import Annotated
#
# import typer
#
# from flightline.loading import DeliveryError
# from flightline.report import summarise
#
# app = typer.Typer(add_completion=False)
#
#
# @app.command()
# def main(
#     delivery: Annotated[Path, typer.Argument(help="A delivery, a CSV file.")],
#     limit: Annotated[int, typer.Option(min=0, metavar="MINUTES", help="Late is more than this.")] = 15,
#     as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
#     verbose: Annotated[bool, typer.Option("--verbose", help="Also log what goes well.")] = False,
# ) -> None:
#     """Sum up a delivery: its flights, and the share that arrived late."""
#     logging.basicConfig(level=logging.INFO if verbose else logging.WARNING)
#     try:
#         summary = summarise(delivery, limit=limit)
#     except (OSError, DeliveryError) as error:
#         typer.echo(f"error: {error}", err=True)
#         raise typer.Exit(1) from error
#     if as_json:
#         typer.echo(json.dumps(dataclasses.asdict(summary)))
#     else:
#         typer.echo(
#             f"{summary.delivery}: {summary.flights} flights, {summary.arrived} arrived, "
#             f"{100 * summary.late_share:.1f} % late"
#         )
