"""A client of BuildKit's Control that knows nothing of buildx: python3 control-client.py STUBS ADDRESS TARGET

Builds once without a gateway client, and prints as JSON the workers, the names of the vertices and how the build ended.
"""

import json
import sys
import uuid

sys.path.insert(0, sys.argv[1])

import grpc
from github.com.moby.buildkit.api.services.control import control_pb2 as pb

with grpc.insecure_channel(sys.argv[2]) as channel:

    def method(kind, name, answer):
        path = f"/moby.buildkit.v1.Control/{name}"
        return kind(path, request_serializer=lambda message: message.SerializeToString(), response_deserializer=answer.FromString)

    workers = method(channel.unary_unary, "ListWorkers", pb.ListWorkersResponse)(pb.ListWorkersRequest(), timeout=20)
    # BuildKit knows a ref for a while after its build.
    ref = f"python-{uuid.uuid4()}"
    status = method(channel.unary_stream, "Status", pb.StatusResponse)(pb.StatusRequest(Ref=ref), timeout=20)
    solve = method(channel.unary_unary, "Solve", pb.SolveResponse)
    request = pb.SolveRequest(Ref=ref, Frontend="dockerfile.v0", FrontendAttrs={"target": sys.argv[3]})
    try:
        solve(request, timeout=20)
        ended = "OK"
    except grpc.RpcError as error:
        ended = f"{error.code().name} {error.details()}"
    names = [vertex.name for answer in status for vertex in answer.vertexes]
    print(json.dumps({"workers": len(workers.record), "names": sorted(set(names)), "ended": ended}))
