using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Packages.Zoo;

/// <summary>Whether a model is what is looked for. Upper and lower case are the same.</summary>
internal static class ZooSearch
{
    private static readonly (char Letter, string Id)[] Spatial =
        [('t', AxisIds.Time), ('z', AxisIds.Z), ('y', AxisIds.Y), ('x', AxisIds.X)];

    /// <summary>Whether it is.</summary>
    public static bool Fits(ZooModel model, ZooQuery query) =>
        query.Words.All(word => Says(model, word))
        && (model.Description is ModelDescription description
            ? Fits(description, query)
            : query.Tags.IsEmpty && query.Axes is null && query.WeightsFormats.IsEmpty && query.License is null);

    private static bool Fits(ModelDescription model, ZooQuery query) =>
        query.Tags.All(tag => model.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
        && (query.WeightsFormats.IsEmpty
            || query.WeightsFormats.Any(format => model.Weights.Any(
                weights => weights.Format.Equals(format, StringComparison.OrdinalIgnoreCase))))
        && (query.License is null
            || model.License?.StartsWith(query.License, StringComparison.OrdinalIgnoreCase) == true)
        && (query.Axes is null || HasAxes(model.Inputs[0], query.Axes));

    private static bool Says(ZooModel model, string word) =>
        Contains(model.Entry.Id, word)
        || (model.Description is ModelDescription description
            && (Contains(description.Name, word) || Contains(description.Description, word)
                || description.Tags.Any(tag => Contains(tag, word))));

    private static bool Contains(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static bool HasAxes(InputDescription input, string letters) =>
        Spatial.All(axis => letters.Contains(axis.Letter, StringComparison.OrdinalIgnoreCase)
            == input.IndexOfAxis(axis.Id) >= 0)
        && (!letters.Contains('c', StringComparison.OrdinalIgnoreCase) || input.IndexOfAxis(AxisIds.Channel) >= 0);
}
