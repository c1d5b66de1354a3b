using System.Collections.Immutable;

using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;
using BioZooCte.Testing;

namespace BioZooCte.Onnx.Tests.Estimation;

/// <summary>The packages of the reference folder by what they are like.</summary>
internal static class TraitedPackages
{
    private const string Zoo = "nuclei/zoo";
    private const string Variants = "nuclei/variants";

    private static readonly Lazy<ImmutableArray<(string Folder, ModelDescription Model)>> OfTheZoo = new(() => Read(Zoo));

    private static readonly Lazy<ImmutableArray<(string Folder, ModelDescription Model)>> OfVariants =
        new(() => Read(Variants));

    /// <summary>
    /// The folders of those that have a trait and one input, by name: a failure where the part is there and none has.
    /// </summary>
    public static IReadOnlyList<string> With(PackageTrait trait)
    {
        string part = trait == PackageTrait.Scaling ? Zoo : Variants;
        SharedData.Require(part);
        return SharedData.RequireCases(
            $"{part} ({trait})",
            (part == Zoo ? OfTheZoo : OfVariants).Value
                .Where(p => p.Model.Inputs.Length == 1 && Has(p.Model.Inputs[0], p.Model.Outputs[0], p.Model, trait))
                .Select(p => p.Folder));
    }

    /// <summary>The elements of the first output along an axis for each of the input.</summary>
    public static double ScaleOf(ModelDescription model, string axis) =>
        model.Outputs[0].FindAxis(axis)?.Size is AxisSize.Referenced size ? size.Ratio : 1;

    private static bool Has(InputDescription input, OutputDescription output, ModelDescription model, PackageTrait trait) =>
        trait switch
        {
            PackageTrait.Scaling => !model.IsFormat04 && input.Processing.OfType<ProcessingDescription.ScaleRange>().Any(),
            PackageTrait.OtherScale => ScaleOf(model, AxisIds.Y) != 1,
            PackageTrait.FixedSize => input.FindAxis(AxisIds.Y)?.Size is AxisSize.Fixed,
            PackageTrait.ChannelsLast => input.Axes[^1].Id == AxisIds.Channel,
            PackageTrait.SeveralClasses => output.FindAxis(AxisIds.Channel)?.ChannelNames.Length > 2
                && input.FindAxis(AxisIds.Z) is null,
            PackageTrait.Volume => input.FindAxis(AxisIds.Z) is not null,
            _ => throw new ArgumentOutOfRangeException(nameof(trait), trait, null),
        };

    private static ImmutableArray<(string Folder, ModelDescription Model)> Read(string part) =>
    [
        .. Directory.GetDirectories(SharedData.Require(part)).Order().Select(folder =>
        {
            using ModelPackage package = ModelPackageReader.OpenAsync(folder).GetAwaiter().GetResult();
            return (folder, package.Description);
        }),
    ];
}
