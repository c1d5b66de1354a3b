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
    /// <param name="images">The images.</param>
    /// <param name="shard">The part of them that is measured, which has a store of its own; null for all.</param>
    public static StorePlace Beside(IEnumerable<string> images, ImageShard? shard = null)
    {
        string[] common = images
            .Select(image => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(image))!)
            .Select(folder => folder.Split(System.IO.Path.DirectorySeparatorChar))
            .Aggregate((left, right) =>
                [.. left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First)]);
        string folder = string.Join(System.IO.Path.DirectorySeparatorChar, common) + System.IO.Path.DirectorySeparatorChar;
        return shard is null
            ? In(folder)
            : new StorePlace(
                System.IO.Path.Combine(folder, ".zoocte", $"shard-{shard.Index}-of-{shard.Count}.sqlite"), IsAsked: true);
    }
}
