"""A controller for the builder beside it: builds, their progress, and sessions. Programs and stdin are still to come, so no
session has processes.

python3 controller.py ADDRESS      # unix:///path or host:port
"""

import asyncio
import sys

import grpc

import controller_pb2 as pb
import controller_pb2_grpc
from builder import BuildError, build


class Session:
    """A build: what it was asked, what it has told so far, and whether it goes on."""

    def __init__(self, options):
        self.options = options
        self.told = []
        self.running = True
        self.changed = asyncio.Condition()

    def tell(self, response):
        self.told.append(response)
        asyncio.ensure_future(self.wake())

    async def end(self):
        self.running = False
        await self.wake()

    async def wake(self):
        async with self.changed:
            self.changed.notify_all()


class Controller(controller_pb2_grpc.ControllerServicer):
    def __init__(self):
        self.sessions = {}
        self.added = asyncio.Condition()

    async def Info(self, request, context):
        version = pb.BuildxVersion(package="example.com/python-controller", version="0.1.0", revision="none")
        return pb.InfoResponse(buildxVersion=version)

    async def List(self, request, context):
        return pb.ListResponse(keys=list(self.sessions))

    async def Inspect(self, request, context):
        session = await self.session(request.Ref, context)
        return pb.InspectResponse(Options=session.options)

    async def Build(self, request, context):
        if not request.Ref:
            await context.abort(grpc.StatusCode.INVALID_ARGUMENT, "ref is required")
        before = self.sessions.get(request.Ref)
        if before is not None and before.running:
            await context.abort(grpc.StatusCode.UNKNOWN, "build ongoing")
        session = Session(request.Options)
        self.sessions[request.Ref] = session
        async with self.added:
            self.added.notify_all()
        try:
            await build(request.Options, session.tell)
        except BuildError as error:
            await context.abort(grpc.StatusCode.UNKNOWN, str(error))
        finally:
            await session.end()
        return pb.BuildResponse()

    async def Status(self, request, context):
        # A client opens it before the build.
        async with self.added:
            await self.added.wait_for(lambda: request.Ref in self.sessions)
        session = self.sessions[request.Ref]
        sent = 0
        while session.running or sent < len(session.told):
            for response in session.told[sent:]:
                sent += 1
                yield response
            async with session.changed:
                await session.changed.wait_for(lambda: sent < len(session.told) or not session.running)

    async def Disconnect(self, request, context):
        self.sessions.pop(request.Ref, None)
        return pb.DisconnectResponse()

    async def ListProcesses(self, request, context):
        await self.session(request.Ref, context)
        return pb.ListProcessesResponse()

    async def DisconnectProcess(self, request, context):
        await self.session(request.Ref, context)
        await context.abort(grpc.StatusCode.UNKNOWN, f'unknown process "{request.ProcessID}"')

    async def session(self, ref, context):
        if ref not in self.sessions:
            await context.abort(grpc.StatusCode.UNKNOWN, f'unknown ref "{ref}"')
        return self.sessions[ref]


async def main(address):
    server = grpc.aio.server()
    controller_pb2_grpc.add_ControllerServicer_to_server(Controller(), server)
    # gRPC's own spelling has fewer slashes.
    port = server.add_insecure_port(address.replace("unix://", "unix:"))
    await server.start()
    print("listening on", address if address.startswith("unix:") else f"{address.rpartition(':')[0]}:{port}", flush=True)
    await server.wait_for_termination()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
