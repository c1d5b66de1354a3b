using BioZooCte.Cli.Inputs;
using BioZooCte.Cli.Options;
using BioZooCte.Cli.Progress;
using BioZooCte.Packages;
using BioZooCte.Packages.Zoo;

namespace BioZooCte.Cli.Zoo;

/// <summary>Puts folders in the place of names of the Zoo where packages are asked for.</summary>
/// <param name="open">Opens the Zoo, with hosts that are allowed.</param>
internal sealed class ZooModels(Func<IReadOnlyList<string>, ZooClient> open)
{
    // It is there as long as this process: nobody removes what it gave from the cache meanwhile.
    private readonly Lazy<ZooClient> _zoo = new(() => open([]));

    /// <summary>A request with folders instead of names.</summary>
    public async Task<ScoringRequest> FetchForAsync(
        ScoringRequest request, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        if (!request.Models.Any(ModelFinder.IsZooName))
        {
            return request;
        }

        string[] models = await Task.WhenAll(request.Models.Select(
            model => FetchAsync(_zoo.Value, model, ZooContents.Runnable, new Forward(progress), cancellationToken)))
            .ConfigureAwait(false);
        return request with { Models = models };
    }

    /// <summary>The folder of what is fetched; anything else as it is.</summary>
    public async Task<string> FetchAsync(
        string source, CancellationToken cancellationToken, ZooContents contents = ZooContents.Runnable)
    {
        if (!ModelFinder.IsZooName(source))
        {
            return source;
        }

        return await FetchAsync(_zoo.Value, source, contents, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether a package is refused because it has no weights that can be run here.</summary>
    public static bool CannotRun(InvalidModelPackageException exception) => exception.Field == "weights";

    /// <summary>
    /// Of a package that cannot be run the RDF is fetched, so that whoever opens it says so in its own words.
    /// </summary>
    private static async Task<string> FetchAsync(
        ZooClient zoo,
        string source,
        ZooContents contents,
        IProgress<ZooProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (!ModelFinder.IsZooName(source))
        {
            return source;
        }

        ZooPackage package;
        try
        {
            package = await zoo
                .DownloadAsync(source, null, contents, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidModelPackageException exception) when (CannotRun(exception))
        {
            package = await zoo
                .DownloadAsync(source, null, ZooContents.Description, progress, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (InvalidModelPackageException exception)
        {
            // A path may be meant that is misspelt.
            throw new InvalidUsageException(
                $"{source}: there is no such file or folder, nor is it to be had from the Zoo"
                + $" ({exception.Message.TrimEnd('.')}).");
        }

        return package.Folder;
    }

    private sealed class Forward(IProgress<WorkProgress> progress) : IProgress<ZooProgress>
    {
        public void Report(ZooProgress value) => progress.Report(ZooWords.Progress(value));
    }
}
