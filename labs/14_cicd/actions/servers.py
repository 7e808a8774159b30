"""Clients of the artifact server and the cache server that act runs; what the stand-in actions call.

The artifact calls are those of version 4 (`ArtifactService`, JSON over HTTP), the cache calls those of
`_apis/artifactcache`, as github.com/actions/toolkit makes them.
"""

import base64
import hashlib
import io
import json
import os
import sys
import tarfile
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

SECONDS = 60


def main():
    try:
        {
            "upload": upload,
            "download": download,
            "restore": restore,
            "save": save,
        }[sys.argv[1]]()
    except (OSError, KeyError, ValueError) as error:
        sys.exit(f"::error::{sys.argv[1]}: {error}")


def upload():
    """Send files to the artifact server under a name; paths in it start at the files' common folder."""
    files = [path for path in found() if path.is_file()]
    if not files:
        sys.exit(f"::error::upload-artifact: no file matches {os.environ['WANTED']!r}")
    top = Path(os.path.commonpath([path.parent for path in files]))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            archive.write(path, path.relative_to(top))
    body = packed.getvalue()
    made = artifact("CreateArtifact", {"name": os.environ["NAME"], "version": 4})
    request("PUT", made["signedUploadUrl"] + "&comp=appendBlock", body)
    artifact("FinalizeArtifact", {"name": os.environ["NAME"], "size": str(len(body))})
    print(f"uploaded {len(files)} file(s) as {os.environ['NAME']}")


def download():
    """Fetch an artifact of this run and unpack it."""
    name = os.environ["NAME"]
    listed = artifact("ListArtifacts", {"name_filter": name}).get("artifacts", [])
    if name not in [one["name"] for one in listed]:
        sys.exit(f"::error::download-artifact: this run has no artifact named {name!r}")
    url = artifact("GetSignedArtifactURL", {"name": name})["signedUrl"]
    with zipfile.ZipFile(io.BytesIO(request("GET", url)[1])) as archive:
        archive.extractall(os.environ["WANTED"] or ".")
        print(f"downloaded {len(archive.namelist())} file(s) of {name}")


def restore():
    """Fetch the cache of exactly this key, if there is one, and say so in the outputs."""
    key = os.environ["KEY"]
    status, body = request("GET", f"{cache()}cache?keys={urllib.parse.quote(key)}&version={version()}")
    hit = status == 200
    if hit:
        archive = request("GET", json.loads(body)["archiveLocation"])[1]
        with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
            packed.extractall(".", filter="data")
    print(f"cache {'hit' if hit else 'miss'}: {key}")
    with open(os.environ["GITHUB_OUTPUT"], "a", encoding="utf-8") as outputs:
        outputs.write(f"cache-hit={'true' if hit else ''}\ncache-primary-key={key}\n")


def save():
    """Keep files under a key; a key that is kept already stays as it is, as on GitHub."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for path in found():
            archive.add(path)
    body = packed.getvalue()
    asked = {"key": os.environ["KEY"], "version": version(), "cacheSize": len(body)}
    status, answer = request("POST", f"{cache()}caches", asked)
    if status >= 400:
        print(f"not saved: {os.environ['KEY']} is kept already")
        return
    number = json.loads(answer)["cacheId"]
    request("PATCH", f"{cache()}caches/{number}", body, {"Content-Range": f"bytes 0-{len(body) - 1}/*"})
    request("POST", f"{cache()}caches/{number}", {"size": len(body)})
    print(f"saved {len(body)} bytes: {os.environ['KEY']}")


def found():
    """The files and folders that the input `path` names, sorted."""
    patterns = [line.strip() for line in os.environ["WANTED"].splitlines() if line.strip()]
    paths = {path for pattern in patterns for path in Path().glob(pattern.rstrip("/"))}
    folders = [inner for path in paths if path.is_dir() for inner in path.rglob("*") if inner.is_file()]
    return sorted({path for path in paths if path.is_file()} | set(folders))


def version():
    """A cache belongs to a key and to the paths that it holds."""
    return hashlib.sha256(os.environ["WANTED"].strip().encode()).hexdigest()


def cache():
    return os.environ["ACTIONS_CACHE_URL"] + "_apis/artifactcache/"


def artifact(method, body):
    """Call the artifact service for this run; the run and the job are named in the token."""
    token = os.environ["ACTIONS_RUNTIME_TOKEN"].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    scope = next(part for part in claims["scp"].split() if part.startswith("Actions.Results:"))
    _, run, job = scope.split(":")
    url = f"{os.environ['ACTIONS_RESULTS_URL']}twirp/github.actions.results.api.v1.ArtifactService/{method}"
    ids = {"workflow_run_backend_id": run, "workflow_job_run_backend_id": job}
    return json.loads(request("POST", url, ids | body)[1])


def request(method, url, body=None, headers=None):
    """One HTTP call: status and body. A status of 400 or more raises, but for 'this key is kept already'."""
    headers = {"Authorization": f"Bearer {os.environ['ACTIONS_RUNTIME_TOKEN']}"} | (headers or {})
    if isinstance(body, dict):
        body, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
    asked = urllib.request.Request(url, body, headers, method=method)
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked, timeout=SECONDS) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        if url.endswith("/caches"):
            return error.code, b""
        raise


if __name__ == "__main__":
    main()
