using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Zoo;

/// <summary>Where the files of a package that is being downloaded come from: the web, or a zip.</summary>
internal interface IPackageSource : IDisposable
{
    /// <summary>The bytes of the RDF.</summary>
    ReadOnlyMemory<byte> Rdf { get; }

    /// <summary>The name under which the RDF is kept.</summary>
    string RdfName { get; }

    /// <summary>Puts a file of the package at a path, its hash verified.</summary>
    /// <param name="file">The file, by a path that stays inside the package or by a URL.</param>
    /// <param name="path">Where it goes; its folder is there.</param>
    /// <param name="progress">Is told how many bytes are there, and of how many.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>Its hash.</returns>
    Task<string> FetchAsync(
        FileDescription file, string path, IProgress<(long Bytes, long? Total)> progress, CancellationToken ct);
}
