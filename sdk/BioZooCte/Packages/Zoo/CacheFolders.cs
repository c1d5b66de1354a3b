namespace BioZooCte.Packages.Zoo;

/// <summary>Where the Zoo's programs keep what they fetch.</summary>
internal static class CacheFolders
{
    private const string Name = "bioimageio";

    /// <summary>The folder on this platform.</summary>
    public static string Usual()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
        {
            string local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
            return Path.Combine(local, Name, Name, "Cache");
        }

        if (OperatingSystem.IsMacOS())
        {
            return Path.Combine(home, "Library", "Caches", Name);
        }

        string? stated = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        return Path.Combine(string.IsNullOrWhiteSpace(stated) ? Path.Combine(home, ".cache") : stated, Name);
    }
}
