using System.CommandLine;

namespace BioZooCte.Cli.Options;

/// <summary>The options that say where results are kept.</summary>
internal sealed class StoreOptions
{
    private readonly Option<string> _store = OptionParsers.Single<string>(
        "--store",
        "FILE",
        "Keep what is found in this file, and look there before a model is run. Default: .zoocte/results.sqlite beside"
        + " the images; of a shard .zoocte/shard-K-of-N.sqlite. A local disk is fastest; on a share it is as safe as the"
        + " share's locks.",
        "a path",
        OptionParsers.Text);

    private readonly Option<bool> _noStore = new("--no-store")
    {
        Description = "Keep nothing, and run everything.",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_store);
        command.Add(_noStore);
    }

    /// <summary>What they say.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="images">The images beside which results are kept if nothing is said.</param>
    /// <param name="shard">The part of the images that is measured; null for all.</param>
    /// <exception cref="InvalidUsageException">They contradict each other.</exception>
    public StorePlace Read(ParseResult result, IReadOnlyList<string> images, ImageShard? shard) =>
        (result.GetValue(_store), result.GetValue(_noStore)) switch
        {
            (string path, true) => throw new InvalidUsageException(
                $"--store is {path} and --no-store is given; expected one of them."),
            (string path, false) => new StorePlace(path, IsAsked: true),
            (null, true) => shard is null ? StorePlace.None : throw new InvalidUsageException(
                $"--shard is {shard} and --no-store is given; expected a store, which is all that a shard is for."),
            _ => StorePlace.Beside(images, shard),
        };
}
