"""A builder that is none: it runs the RUN lines of a Dockerfile in an empty directory, and tells how it goes."""

import asyncio
import hashlib
import os
import signal
import tempfile

from github.com.moby.buildkit.api.services.control.control_pb2 import Vertex, VertexLog
from google.protobuf.timestamp_pb2 import Timestamp

import controller_pb2 as pb


class BuildError(Exception):
    """What a build ended with."""


def now():
    timestamp = Timestamp()
    timestamp.GetCurrentTime()
    return timestamp


def vertex(name, **fields):
    digest = "sha256:" + hashlib.sha256(name.encode()).hexdigest()
    return Vertex(digest=digest, name=name, **fields)


async def build(options, tell):
    """Raises BuildError. `tell` is given each StatusResponse."""
    name = options.DockerfileName or "Dockerfile"
    lines = await step(f"[internal] load build definition from {name}", read(options.ContextPath, name), tell)
    runs = [line.removeprefix("RUN ") for line in lines if line.startswith("RUN ")]
    with tempfile.TemporaryDirectory() as root:
        for i, command in enumerate(runs, 2):
            title = f"[{i}/{len(runs) + 1}] RUN {command}"
            await step(title, run(command, root, title, tell), tell)


async def step(title, work, tell):
    """Does the work of a vertex, which is told of before and after."""
    started = now()
    tell(pb.StatusResponse(vertexes=[vertex(title, started=started)]))
    try:
        result = await work
    except BuildError as error:
        done = vertex(title, started=started, completed=now(), error=str(error))
        tell(pb.StatusResponse(vertexes=[done]))
        raise
    tell(pb.StatusResponse(vertexes=[vertex(title, started=started, completed=now())]))
    return result


async def read(context, name):
    try:
        with open(os.path.join(context, name)) as dockerfile:
            return dockerfile.read().splitlines()
    except OSError as error:
        raise BuildError(f"failed to read dockerfile: open {name}: {error.strerror.lower()}") from error


async def run(command, root, title, tell):
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        "/bin/sh", "-c", command, cwd=root, stdout=pipe, stderr=pipe, start_new_session=True
    )

    async def forward(stream, number):
        while data := await stream.read(32768):
            log = VertexLog(vertex=vertex(title).digest, timestamp=now(), stream=number, msg=data)
            tell(pb.StatusResponse(logs=[log]))

    try:
        await asyncio.gather(forward(process.stdout, 1), forward(process.stderr, 2))
        code = await process.wait()
    except asyncio.CancelledError:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    if code != 0:
        raise BuildError(f'process "/bin/sh -c {command}" did not complete successfully: exit code: {code}')
