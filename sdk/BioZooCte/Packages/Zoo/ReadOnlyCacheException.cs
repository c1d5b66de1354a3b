namespace BioZooCte.Packages.Zoo;

/// <summary>What is wanted is not there, and cannot be fetched, for the cache can only be read.</summary>
/// <param name="folder">The cache.</param>
/// <param name="wanted">What is wanted.</param>
internal sealed class ReadOnlyCacheException(string folder, string wanted) : IOException(
    $"{folder}: the cache cannot be written, and {wanted} is not there in full; expected a cache that can be written, which"
    + " BIOIMAGEIO_CACHE_PATH may name.");
