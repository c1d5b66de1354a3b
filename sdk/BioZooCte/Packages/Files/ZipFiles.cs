using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Files;

/// <summary>
/// The files of a package that is a zip, each unpacked into a temporary folder when it is wanted.
/// </summary>
/// <param name="zip">The zip; disposed with this.</param>
/// <param name="rdfPath">The RDF as errors name it.</param>
/// <param name="rdf">The RDF, for the places of what is wrong.</param>
/// <param name="options">What is allowed.</param>
/// <param name="downloads">
/// What fetches files named by a URL, and has fetched the zip; disposed with this.
/// </param>
internal sealed class ZipFiles(
    ZipPackage zip, string rdfPath, RdfMapping rdf, PackageOptions options, Downloads downloads)
    : PackageFiles(rdfPath, rdf, options, downloads)
{
    private TemporaryFolder? _folder;

    /// <inheritdoc/>
    protected override string Locate(string relative, string source)
    {
        if (!zip.Contains(zip.Folder + relative))
        {
            throw Fail(source, "which is not there", "a file of the package");
        }

        _folder ??= new TemporaryFolder();
        string path = _folder.Reserve(relative);
        if (File.Exists(path))
        {
            return path;
        }

        bool isComplete = false;
        try
        {
            using (FileStream file = File.Create(path))
            {
                zip.Unpack(zip.Folder + relative, file, Ended);
            }

            isComplete = true;
            return path;
        }
        finally
        {
            if (!isComplete)
            {
                File.Delete(path);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        zip.Dispose();
        _folder?.Dispose();
    }
}
