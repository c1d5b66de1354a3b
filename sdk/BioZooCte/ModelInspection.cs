using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Packages.Zoo;
using BioZooCte.Segmentation;
using BioZooCte.Tiling;

namespace BioZooCte;

/// <summary>What can be known of a package without running it: whether it runs here, and what its foreground is.</summary>
public sealed record ModelInspection
{
    /// <summary>Why it cannot be run here; empty if it can.</summary>
    public required ImmutableArray<string> ReasonsAgainst { get; init; }

    /// <summary>The network; null where the backend cannot read it.</summary>
    public NetworkDescription? Network { get; init; }

    /// <summary>What counts as foreground; null where that cannot be decided.</summary>
    public ForegroundRule? Foreground { get; init; }

    /// <summary>Why not; null where it can.</summary>
    public string? ReasonAgainstForeground { get; init; }

    /// <summary>The input that takes the image; null where it cannot be run.</summary>
    public InputDescription? ImageInput { get; init; }

    /// <summary>What it segments, and what says so; empty where nothing does.</summary>
    public ImmutableArray<SegmentedStructure> Structures { get; init; } = [];

    /// <summary>Inspects a package.</summary>
    /// <param name="package">The package.</param>
    /// <param name="backend">What would run it.</param>
    /// <param name="foreground">What the user says about the foreground; null for nothing.</param>
    public static ModelInspection Of(
        ModelPackage package, IModelBackend backend, ForegroundOptions? foreground = null)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(backend);
        List<string> reasons = [];
        NetworkDescription? network = null;
        SegmentationModel? model = null;
        try
        {
            network = backend.ReasonsAgainst(package).Count == 0 ? backend.Examine(package) : null;
            model = SegmentationModel.Open(package, backend);
        }
        catch (UnsupportedModelException exception)
        {
            reasons.AddRange(exception.Reasons);
        }
        catch (InvalidModelPackageException exception)
        {
            reasons.Add(exception.Message);
        }

        try
        {
            ForegroundRule rule = ForegroundDecision.Decide(
                package.Id, package.Description, network ?? Unknown, foreground ?? new ForegroundOptions());
            if (model is not null)
            {
                reasons.AddRange(ReasonsAgainstSizes(model, rule));
            }

            return new ModelInspection
            {
                ReasonsAgainst = [.. reasons],
                Network = network,
                Foreground = rule,
                ImageInput = model?.Description.Inputs[model.ImageInput],
                Structures = StructureReader.Read(package.Description, rule),
            };
        }
        catch (UnsupportedModelException exception)
        {
            return new ModelInspection
            {
                ReasonsAgainst = [.. reasons],
                Network = network,
                ReasonAgainstForeground = string.Join("; ", exception.Reasons),
                Structures = StructureReader.Read(package.Description, null),
            };
        }
    }

    /// <summary>
    /// Inspects a model of the Zoo that was not downloaded: what its RDF alone tells. Its weights may hold further
    /// reasons against it.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="backend">What would run it.</param>
    /// <param name="foreground">What the user says about the foreground; null for nothing.</param>
    public static ModelInspection OfStated(
        ZooModel model, IModelBackend backend, ForegroundOptions? foreground = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(backend);
        if (model.ToPackage() is not ModelPackage package)
        {
            return new ModelInspection { ReasonsAgainst = [model.Problem ?? "its RDF was not read"] };
        }

        IReadOnlyList<string> reasons = SegmentationModel.ReasonsAgainst(package, backend, out int imageInput);
        ForegroundRule? rule = null;
        string? reasonAgainstForeground = null;
        try
        {
            rule = ForegroundDecision.Decide(
                package.Id, package.Description, Unknown, foreground ?? new ForegroundOptions());
        }
        catch (UnsupportedModelException exception)
        {
            reasonAgainstForeground = string.Join("; ", exception.Reasons);
        }

        return new ModelInspection
        {
            ReasonsAgainst = [.. reasons],
            Foreground = rule,
            ReasonAgainstForeground = reasonAgainstForeground,
            ImageInput = imageInput < 0 ? null : package.Description.Inputs[imageInput],
            Structures = StructureReader.Read(package.Description, rule),
        };
    }

    /// <summary>Where the sizes that the package states and those of the network contradict each other.</summary>
    private static ImmutableArray<string> ReasonsAgainstSizes(SegmentationModel model, ForegroundRule rule)
    {
        if (model.ReopensSize)
        {
            // The network that runs is another; opening it would take long.
            return [];
        }

        try
        {
            ModelGeometryReader.Read(
                model.Package.Id, model.Description, model.Network, model.ImageInput, [rule.OutputIndex]);
            return [];
        }
        catch (UnsupportedModelException exception)
        {
            return [.. exception.Reasons];
        }
    }

    /// <summary>A network of which nothing is known: the package's own statements decide.</summary>
    private static NetworkDescription Unknown { get; } = new() { Inputs = [], Outputs = [], Sha256 = "" };
}
