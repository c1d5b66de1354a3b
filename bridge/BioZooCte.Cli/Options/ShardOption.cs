using System.CommandLine;

namespace BioZooCte.Cli.Options;

/// <summary>The option that says which part of the images a process measures.</summary>
internal sealed class ShardOption
{
    private readonly Option<ImageShard?> _shard = OptionParsers.Single<ImageShard?>(
        "--shard",
        "K/N",
        "Measure the Kth of N parts of the images: the images K, K + N, K + 2N … in the order of their names. Every process"
        + " is given all images and the same options; zoocte merge puts their stores together.",
        "K/N with K from 1 to N, such as 2/5",
        (string text, out ImageShard? value) => ImageShard.TryParse(text, out value));

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Add(_shard);

    /// <summary>What it says; null for all images.</summary>
    public ImageShard? Read(ParseResult result) => result.GetValue(_shard);
}
