namespace BioZooCte.Bridge.Grpc;

/// <summary>Answers the calls of a method: reads its messages, runs its handler, writes what that returns.</summary>
internal delegate Task MethodHandler(ServerCall call, MessageReader requests, CallResponse response);
