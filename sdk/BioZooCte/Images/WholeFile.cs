namespace BioZooCte.Images;

/// <summary>
/// Writes files that are there whole or not at all: under another name first, then renamed.
/// </summary>
internal static class WholeFile
{
    /// <summary>Writes a file, in place of one that is there.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        string unfinished = UnfinishedName(path);
        try
        {
            using (FileStream stream = new(unfinished, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Writes a file, in place of one that is there.</summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> writeAsync)
    {
        string unfinished = UnfinishedName(path);
        try
        {
            FileStream stream = new(unfinished, FileMode.CreateNew, FileAccess.Write);
            await using (stream.ConfigureAwait(false))
            {
                await writeAsync(stream).ConfigureAwait(false);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>A name in the same folder, so that renaming moves no bytes.</summary>
    private static string UnfinishedName(string path) => $"{path}.{Guid.NewGuid():N}.unfinished";
}
