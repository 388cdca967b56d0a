"""A server of grpcio, with all that this library does by default, in front of a controller: it relays bytes.

python3 relay.py UPSTREAM       # prints "listening on 127.0.0.1:PORT"
"""

import asyncio
import sys

import grpc


class Relay(grpc.GenericRpcHandler):
    def __init__(self, channel):
        self.channel = channel

    def service(self, details):
        method = details.method

        async def relay(requests, context):
            # gRPC's own are not to be sent twice.
            metadata = [(key, value) for key, value in context.invocation_metadata() if key != "user-agent"]
            upstream = self.channel.stream_stream(method)(metadata=metadata)

            async def forward():
                try:
                    async for request in requests:
                        await upstream.write(request)
                    await upstream.done_writing()
                except (asyncio.InvalidStateError, grpc.aio.AioRpcError):
                    pass  # The call is over.

            forwarding = asyncio.ensure_future(forward())
            try:
                await context.send_initial_metadata(tuple(await upstream.initial_metadata()))
                while (response := await upstream.read()) is not grpc.aio.EOF:
                    await context.write(response)
            except grpc.aio.AioRpcError:
                pass  # It is told below.
            finally:
                forwarding.cancel()
                if not upstream.done():
                    upstream.cancel()
            trailers = tuple(await upstream.trailing_metadata())
            code = await upstream.code()
            if code == grpc.StatusCode.OK:
                context.set_trailing_metadata(trailers)
                return
            await context.abort(code, await upstream.details(), trailers)

        return grpc.stream_stream_rpc_method_handler(relay)


async def main(upstream):
    async with grpc.aio.insecure_channel(upstream) as channel:
        server = grpc.aio.server()
        server.add_generic_rpc_handlers((Relay(channel),))
        port = server.add_insecure_port("127.0.0.1:0")
        await server.start()
        print(f"listening on 127.0.0.1:{port}", flush=True)
        await server.wait_for_termination()


asyncio.run(main(sys.argv[1]))
