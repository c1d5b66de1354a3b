namespace BioZooCte.Bridge.Grpc;

/// <summary>How a call ended, by the numbers of the gRPC protocol.</summary>
internal enum StatusCode
{
    /// <summary>It was answered.</summary>
    Ok = 0,

    /// <summary>The caller gave it up.</summary>
    Cancelled = 1,

    /// <summary>An error without a better code, also a mistake of the program.</summary>
    Unknown = 2,

    /// <summary>What was sent is wrong whatever the state of the server.</summary>
    InvalidArgument = 3,

    /// <summary>The time given by the caller is over.</summary>
    DeadlineExceeded = 4,

    /// <summary>What was named does not exist.</summary>
    NotFound = 5,

    /// <summary>What was to be made exists.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A limit is reached: of size, of number, of memory.</summary>
    ResourceExhausted = 8,

    /// <summary>The state of the server does not allow it.</summary>
    FailedPrecondition = 9,

    /// <summary>It was given up for another call's sake.</summary>
    Aborted = 10,

    /// <summary>Beyond the end: a tile outside its image.</summary>
    OutOfRange = 11,

    /// <summary>This server has no such service, method or encoding.</summary>
    Unimplemented = 12,

    /// <summary>The bytes break the protocol.</summary>
    Internal = 13,

    /// <summary>Not now: the server is ending; trying again may help.</summary>
    Unavailable = 14,

    /// <summary>Data are lost.</summary>
    DataLoss = 15,

    /// <summary>The caller did not say who it is.</summary>
    Unauthenticated = 16,
}
