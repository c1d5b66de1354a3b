namespace BioZooCte.Cli.Options;

/// <summary>Where what a command finds is kept.</summary>
/// <param name="Path">The store's file; null for nowhere.</param>
/// <param name="IsAsked">Whether the user named it: then a place that cannot be written to is an error.</param>
internal sealed record StorePlace(string? Path, bool IsAsked)
{
    /// <summary>Nowhere.</summary>
    public static StorePlace None { get; } = new(null, IsAsked: false);

    /// <summary>In a folder of images.</summary>
    public static StorePlace In(string folder) =>
        new(System.IO.Path.Combine(folder, ".zoocte", "results.sqlite"), IsAsked: false);

    /// <summary>Beside images: in a folder <c>.zoocte</c> in the deepest folder that holds them all.</summary>
    public static StorePlace Beside(IEnumerable<string> images)
    {
        string[] common = images
            .Select(image => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(image))!)
            .Select(folder => folder.Split(System.IO.Path.DirectorySeparatorChar))
            .Aggregate((left, right) =>
                [.. left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First)]);
        return In(string.Join(System.IO.Path.DirectorySeparatorChar, common) + System.IO.Path.DirectorySeparatorChar);
    }
}
