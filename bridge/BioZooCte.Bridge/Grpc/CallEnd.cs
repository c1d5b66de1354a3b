namespace BioZooCte.Bridge.Grpc;

/// <summary>What ended a call before its handler did.</summary>
internal enum CallEnd
{
    /// <summary>Nothing did.</summary>
    None,

    /// <summary>The caller reset it, or the connection is lost.</summary>
    CallerGone,

    /// <summary>The time that the caller gave is over.</summary>
    Deadline,

    /// <summary>The server is ending and has waited long enough.</summary>
    ServerStopped,
}
