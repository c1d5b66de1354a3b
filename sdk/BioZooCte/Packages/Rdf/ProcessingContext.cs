using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Rdf;

/// <summary>What a processing step is read against.</summary>
/// <param name="IsFormat04">Whether the step is of format 0.4 or of 0.5.</param>
/// <param name="IsOutput">Whether it stands under an output.</param>
/// <param name="Axes">
/// The tensor's axes; empty where they could not be read, and nothing is held against them.
/// </param>
internal sealed record ProcessingContext(bool IsFormat04, bool IsOutput, ImmutableArray<AxisDescription> Axes)
{
    /// <summary>Adds a problem if the tensor has no such axis.</summary>
    public void ExpectAxis(RdfField field, string id)
    {
        if (!Axes.IsEmpty && Axes.All(axis => axis.Id != id))
        {
            string found = field.IsAbsent ? $"absent, which stands for '{id}'" : $"'{id}'";
            field.Fail(found, $"an axis of the tensor: {string.Join(", ", Axes.Select(axis => axis.Id))}");
        }
    }
}
