using System.Numerics;

using BioZooCte.Tensors;

namespace BioZooCte.Perturbations.Features;

/// <summary>
/// A small change to the features inside a model, at the place where its network is cut;
/// <see cref="KnownFeaturePerturbations"/> has them by name.
/// </summary>
public abstract class FeaturePerturbation
{
    private protected FeaturePerturbation(string name, double strength, string? label)
    {
        Name = name;
        Strength = strength;
        Label = label ?? InputPerturbation.Canonical(name, strength);
    }

    /// <summary>The name on the command line, such as <c>dropout</c>.</summary>
    public string Name { get; }

    /// <summary>How strong it is; of a range the middle.</summary>
    public double Strength { get; }

    /// <summary>Name and strength as they were given, such as <c>dropout:0.3</c>.</summary>
    public string Label { get; }

    /// <summary>Whether it differs from run to run.</summary>
    public virtual bool IsRandom => true;

    /// <inheritdoc/>
    public sealed override string ToString() => Label;

    /// <summary>What tells drawings of one perturbation from those of another, however it was spelled.</summary>
    internal virtual string Canonical => InputPerturbation.Canonical(Name, Strength);

    /// <summary>Changes features in place.</summary>
    /// <param name="features">float32 or float64; of the axes batch, channel, z, y and x any, in any order.</param>
    /// <param name="start">Where their first element lies in the features of the whole image; may be negative.</param>
    /// <param name="draws">What is drawn.</param>
    /// <exception cref="ArgumentException">The features are of another type.</exception>
    internal void Perturb(AxisTensor features, VoxelPosition start, FeatureDraws draws)
    {
        FeatureGrid grid = FeatureGrid.Of(features.Shape);
        switch (features.ElementType)
        {
            case ElementType.Float32:
                Change(features.AsSpan<float>(), grid, start, draws);
                break;
            case ElementType.Float64:
                Change(features.AsSpan<double>(), grid, start, draws);
                break;
            default:
                throw new ArgumentException(
                    $"Features of {features.ElementType.Name()}; expected float32 or float64.", nameof(features));
        }
    }

    private protected abstract void Change<T>(
        Span<T> features, FeatureGrid grid, VoxelPosition start, FeatureDraws draws)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
