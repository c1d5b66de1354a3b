using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages;

/// <summary>Where a package's files are: a folder, a zip, the web.</summary>
internal interface IPackageFiles : IDisposable
{
    /// <summary>What was noticed about files resolved so far.</summary>
    ImmutableArray<PackageNotice> Notices => [];

    /// <summary>The path on disk of a file that the RDF names, its hash verified.</summary>
    string Resolve(FileDescription file);
}
