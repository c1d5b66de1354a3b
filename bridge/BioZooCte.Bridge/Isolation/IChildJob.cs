using System.Collections.Immutable;

using BioZooCte.Bridge.Isolation.Messages;
using BioZooCte.Bridge.Spool;
using BioZooCte.Bridge.V1;

namespace BioZooCte.Bridge.Isolation;

/// <summary>What a child process is asked to do.</summary>
internal interface IChildJob
{
    /// <summary>The images that come; none where it is about files.</summary>
    IEnumerable<ImageHeader> Images { get; }

    /// <summary>Where they lie.</summary>
    ImageSpool Spool { get; }

    /// <summary>Does it; what it throws is told the bridge.</summary>
    /// <param name="images">The images, which arrive meanwhile.</param>
    /// <param name="write">Sends a message; called by one thread at a time.</param>
    /// <param name="stop">Ends it: what was finished is the result.</param>
    /// <param name="cancellationToken">Ends it; nobody waits for it any more.</param>
    Task RunAsync(
        ImmutableArray<SpooledImage> images,
        Func<FromChild, Task> write,
        CancellationToken stop,
        CancellationToken cancellationToken);
}
