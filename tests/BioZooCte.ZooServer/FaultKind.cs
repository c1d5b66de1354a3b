namespace BioZooCte.ZooServer;

/// <summary>What the server does wrong.</summary>
public enum FaultKind
{
    /// <summary>Sends so many bytes a second (<c>slow:BYTES</c>).</summary>
    Slow,

    /// <summary>Sends so many bytes and then nothing (<c>stall:BYTES</c>).</summary>
    Stall,

    /// <summary>Breaks off after so many bytes of the answer (<c>cut:BYTES</c>).</summary>
    Cut,

    /// <summary>Says a length that is larger, or smaller, by so many bytes (<c>length:DIFFERENCE</c>).</summary>
    Length,

    /// <summary>Sends another content of the same length (<c>hash</c>).</summary>
    Hash,

    /// <summary>Answers with a status and, where that is stated, when to come back (<c>status:CODE,SECONDS</c>).</summary>
    Status,

    /// <summary>Sends elsewhere (<c>redirect:URL</c>).</summary>
    Redirect,

    /// <summary>Sends bytes without end (<c>endless</c>).</summary>
    Endless,

    /// <summary>Sends all where a part is asked for (<c>no-ranges</c>).</summary>
    NoRanges,

    /// <summary>Sends no entity tag, by which a later state of the file could be told (<c>no-etag</c>).</summary>
    NoEtag,

    /// <summary>Sends an entity tag that other bytes may have too (<c>weak-etag</c>).</summary>
    WeakEtag,

    /// <summary>Sends the file whatever state of it is asked for (<c>no-conditions</c>).</summary>
    NoConditions,

    /// <summary>Sends a part that begins so many bytes later than the one asked for (<c>shift:BYTES</c>).</summary>
    Shift,
}
