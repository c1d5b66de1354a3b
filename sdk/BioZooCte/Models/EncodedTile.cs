using BioZooCte.Tensors;

namespace BioZooCte.Models;

/// <summary>
/// What the encoder of a split network gave for one input. The caller keeps it; encoding into it again overwrites
/// its tensors, which are used again where the sizes stay.
/// </summary>
public sealed class EncodedTile
{
    private AxisTensor? _features;

    /// <summary>The features at the cut; axes as <see cref="FeatureLayer.Axes"/>.</summary>
    /// <exception cref="InvalidOperationException">Nothing was encoded yet.</exception>
    public AxisTensor Features
    {
        get => _features ?? throw new InvalidOperationException("Nothing was encoded into the tile.");
        set => _features = value;
    }

    /// <summary>What goes past the cut beside the features, in the runner's order: the skip connections.</summary>
    public IReadOnlyList<AxisTensor> Beside { get; set; } = [];

    /// <summary>Whether something was encoded.</summary>
    public bool IsEncoded => _features is not null;
}
