using BioZooCte.Bridge.Catalog;
using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Isolation;
using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.Rankings;
using BioZooCte.Bridge.Spool;
using BioZooCte.Bridge.V1;
using BioZooCte.Results;

namespace BioZooCte.Cli.Watch;

/// <summary>Measures a model in a process of its own, as the bridge does, into the same store.</summary>
/// <param name="child">The program and its arguments that run a model.</param>
/// <param name="settings">How models are ranked, for the process.</param>
/// <param name="options">The same as the library's options.</param>
/// <param name="store">Where what is found is kept.</param>
internal sealed class ApartRunner(
    IReadOnlyList<string> child, RankingSettings settings, EstimationOptions options, IResultsStore store)
{
    private readonly IsolatedRankingMaker _maker = new(child, new ImageSpool(0, ""), () => store);

    /// <summary>Is told of each image that a process is done with.</summary>
    public required Action<WatchEvent> Tell { get; init; }

    /// <summary>Is told why a process did not do its work, where that is no fault of the model.</summary>
    public required Action<string> Note { get; init; }

    /// <summary>Measures a model.</summary>
    /// <param name="model">The package.</param>
    /// <param name="images">The images.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <returns>How the process ended where a fault ended it or it was killed; else null.</returns>
    public async Task<ApartEnd?> RunAsync(
        string model, IReadOnlyList<string> images, CancellationToken cancellationToken)
    {
        RankingWork work = new()
        {
            Client = "",
            Settings = settings,
            Axes = options.Axes ?? "",
            Options = options,
            Models = [new CatalogEntry(model, model)],
            Paths = [.. images],
        };
        try
        {
            return await _maker.MeasureAsync(
                work,
                options.Threads,
                scored => Tell(new WatchEvent.ImageScored(
                    model, images[(int)scored.Image], [.. scored.Pairs.Select(RankingMapper.ToPair)])),
                cancellationToken).ConfigureAwait(false);
        }
        catch (RpcException exception)
        {
            Note($"{model}: {exception.Message}");
            return null;
        }
    }
}
