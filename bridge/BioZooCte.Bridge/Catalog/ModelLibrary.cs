using System.Collections.Concurrent;

using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.V1;
using BioZooCte.Errors;
using BioZooCte.Models;
using BioZooCte.Packages;

namespace BioZooCte.Bridge.Catalog;

/// <summary>
/// What is known of packages, kept as long as their files stay as they are; of one that cannot be read nothing is kept,
/// since what was in the way need not be one of its files.
/// </summary>
/// <param name="backend">What would run them.</param>
internal sealed class ModelLibrary(IModelBackend backend)
{
    private readonly ConcurrentDictionary<string, (DateTime Stamp, KnownModel Model)> _known =
        new(StringComparer.Ordinal);

    /// <summary>What a package is; one that cannot be read is a model with the reason.</summary>
    public async Task<KnownModel> InspectAsync(CatalogEntry entry, CancellationToken cancellationToken)
    {
        DateTime stamp = StampOf(entry.Source);
        if (_known.TryGetValue(entry.Source, out (DateTime Stamp, KnownModel Model) known) && known.Stamp == stamp)
        {
            return known.Model;
        }

        KnownModel model = await ReadAsync(entry, cancellationToken).ConfigureAwait(false);
        if (model.Inspection is not null)
        {
            _known[entry.Source] = (stamp, model);
        }

        return model;
    }

    private async Task<KnownModel> ReadAsync(CatalogEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            using ModelPackage package =
                await ModelPackageReader.OpenAsync(entry.Source, new PackageOptions(), cancellationToken).ConfigureAwait(false);
            ModelInspection inspection = ModelInspection.Of(package, backend);
            return new KnownModel(ModelMapper.ToMessage(entry.Name, package.Description, inspection), inspection);
        }
        catch (Exception exception) when (exception is BioZooCteException or IOException or UnauthorizedAccessException)
        {
            Model unread = new() { Name = entry.Name, Title = entry.Name, ReasonsAgainst = { exception.Message } };
            return new KnownModel(new InspectModelResponse { Model = unread }, Inspection: null);
        }
    }

    /// <summary>When the package, or a file in its folder, was last written.</summary>
    private static DateTime StampOf(string source) => Directory.Exists(source)
        ? Directory.EnumerateFiles(source).Select(File.GetLastWriteTimeUtc)
            .Append(Directory.GetLastWriteTimeUtc(source)).Max()
        : File.GetLastWriteTimeUtc(source);
}
