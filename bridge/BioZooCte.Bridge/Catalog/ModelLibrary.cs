using System.Collections.Concurrent;

using BioZooCte.Bridge.Mapping;
using BioZooCte.Bridge.V1;
using BioZooCte.Errors;
using BioZooCte.Models;
using BioZooCte.Packages;

namespace BioZooCte.Bridge.Catalog;

/// <summary>What is known of packages, kept as long as their files stay as they are.</summary>
/// <param name="backend">What would run them.</param>
internal sealed class ModelLibrary(IModelBackend backend)
{
    private readonly ConcurrentDictionary<string, (DateTime Stamp, InspectModelResponse Answer)> _known =
        new(StringComparer.Ordinal);

    /// <summary>What a package is; one that cannot be read is a model with the reason.</summary>
    public async Task<InspectModelResponse> InspectAsync(CatalogEntry entry, CancellationToken cancellationToken)
    {
        DateTime stamp = StampOf(entry.Source);
        if (_known.TryGetValue(entry.Source, out (DateTime Stamp, InspectModelResponse Answer) known) && known.Stamp == stamp)
        {
            return known.Answer;
        }

        InspectModelResponse answer = await ReadAsync(entry, cancellationToken).ConfigureAwait(false);
        _known[entry.Source] = (stamp, answer);
        return answer;
    }

    private async Task<InspectModelResponse> ReadAsync(CatalogEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            using ModelPackage package =
                await ModelPackageReader.OpenAsync(entry.Source, new PackageOptions(), cancellationToken).ConfigureAwait(false);
            return ModelMapper.ToMessage(entry.Name, package.Description, ModelInspection.Of(package, backend));
        }
        catch (Exception exception) when (exception is BioZooCteException or IOException or UnauthorizedAccessException)
        {
            return new InspectModelResponse
            {
                Model = new Model { Name = entry.Name, Title = entry.Name, ReasonsAgainst = { exception.Message } },
            };
        }
    }

    /// <summary>When the package, or a file in its folder, was last written.</summary>
    private static DateTime StampOf(string source) => Directory.Exists(source)
        ? Directory.EnumerateFiles(source).Select(File.GetLastWriteTimeUtc)
            .Append(Directory.GetLastWriteTimeUtc(source)).Max()
        : File.GetLastWriteTimeUtc(source);
}
