namespace BioZooCte.Cli.Inputs;

/// <summary>Places that will be written to, looked at before the work begins and not when it is done.</summary>
internal static class OutputPaths
{
    /// <summary>The path of a file that can be made.</summary>
    /// <exception cref="InvalidUsageException">It is a folder, or its folder is not there.</exception>
    public static string? RequireFile(string option, string? path)
    {
        if (path is null)
        {
            return null;
        }

        if (Directory.Exists(path))
        {
            throw new InvalidUsageException($"{option} {path}: this is a folder; expected a file.");
        }

        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return folder is null || Directory.Exists(folder)
            ? path
            : throw new InvalidUsageException($"{option} {path}: the folder {folder} is not there.");
    }

    /// <summary>The path of a folder, made where it is not there.</summary>
    /// <exception cref="InvalidUsageException">It is a file.</exception>
    public static string MakeFolder(string option, string path)
    {
        if (File.Exists(path))
        {
            throw new InvalidUsageException($"{option} {path}: this is a file; expected a folder.");
        }

        Directory.CreateDirectory(path);
        return path;
    }
}
