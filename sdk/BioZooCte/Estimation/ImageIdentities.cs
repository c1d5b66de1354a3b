using System.Collections.Concurrent;

using BioZooCte.Results;

namespace BioZooCte.Estimation;

/// <summary>What image files were identified as, for as long as their length and time stay: to read each once.</summary>
internal sealed class ImageIdentities
{
    private readonly ConcurrentDictionary<string, (DateTime Written, long Length, ImageIdentity Identity)> _known =
        new(StringComparer.Ordinal);

    /// <summary>What a file was identified as; null where it is another by now, or was not.</summary>
    public ImageIdentity? Find(string path, DateTime written, long length) =>
        _known.TryGetValue(path, out (DateTime Written, long Length, ImageIdentity Identity) known)
            && (known.Written, known.Length) == (written, length)
            ? known.Identity
            : null;

    /// <summary>Takes in what a file was identified as.</summary>
    public void Add(string path, DateTime written, long length, ImageIdentity identity) =>
        _known[path] = (written, length, identity);
}
