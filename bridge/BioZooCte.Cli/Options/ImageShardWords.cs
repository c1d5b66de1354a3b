namespace BioZooCte.Cli.Options;

/// <summary>What a shard is, in words.</summary>
internal static class ImageShardWords
{
    /// <summary>Such as <c>shard 2 of 5, 3 of 14 images</c>.</summary>
    public static string Of(ImageShard shard, IReadOnlyList<string> images) =>
        $"shard {shard.Index} of {shard.Count}, {shard.Choose(images).Count(isOurs => isOurs)} of {images.Count} images";
}
