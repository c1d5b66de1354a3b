namespace BioZooCte.Bridge.Grpc;

/// <summary>On which sides of a method there may be more than one message.</summary>
[Flags]
internal enum MethodKind
{
    /// <summary>One message each way.</summary>
    Unary = 0,

    /// <summary>Any number from the caller.</summary>
    ClientStreaming = 1,

    /// <summary>Any number to the caller.</summary>
    ServerStreaming = 2,

    /// <summary>Any number both ways.</summary>
    Duplex = ClientStreaming | ServerStreaming,
}
