using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Zoo;

/// <summary>The files of a package that was not downloaded.</summary>
/// <param name="source">The RDF's URL.</param>
internal sealed class AbsentFiles(string source) : IPackageFiles
{
    /// <inheritdoc/>
    public string Resolve(FileDescription file) => throw new InvalidModelPackageException(
        source, null, null, $"the file '{file.Source}' was not downloaded", "a package that was");

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
