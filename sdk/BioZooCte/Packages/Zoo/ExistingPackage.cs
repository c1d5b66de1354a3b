namespace BioZooCte.Packages.Zoo;

/// <summary>What lies where a package is wanted.</summary>
internal static class ExistingPackage
{
    /// <summary>The package that lies there; null where nothing does.</summary>
    /// <param name="folder">The folder; it need not be there.</param>
    /// <exception cref="IOException">Something else lies there.</exception>
    public static PackageRecord? At(string folder)
    {
        if (!Path.Exists(folder) || (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            return null;
        }

        return PackageRecord.Read(folder) ?? throw new IOException(
            $"{folder}: is there and was not downloaded from the Zoo; expected nothing there, or another folder.");
    }

    /// <summary>Refuses to replace what the user has changed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="changed">The files that are not as they came.</param>
    /// <exception cref="IOException">There are some; the message names them.</exception>
    public static void RequireUnchanged(string folder, IReadOnlyList<string> changed)
    {
        if (changed.Count > 0)
        {
            throw new IOException(
                $"{folder}: {string.Join(", ", changed)} changed since the download; expected the files as they came:"
                + " move those that are yours out of the folder, and they are fetched again.");
        }
    }

    /// <summary>Refuses a model that is wanted where another one lies; versions of one model may follow one another.</summary>
    /// <param name="existing">What lies there.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="place">What is wanted.</param>
    /// <exception cref="IOException">It is another one.</exception>
    public static void RequireSameModel(PackageRecord existing, string folder, ZooPlace place)
    {
        // By a name of the Zoo both have a version; what is only a URL is known by nothing else.
        bool isSame = existing.Id == place.Id
            && ((existing.Version is not null && place.Version is not null)
                || ZooUrls.WithoutVersion(existing.Source) == ZooUrls.WithoutVersion(place.Source));
        if (!isSame)
        {
            throw new IOException(
                $"{folder}: holds {existing.Id} of {existing.Source}, not {place.Id} of {place.Source};"
                + " expected the same model, or another folder for this one.");
        }
    }
}
