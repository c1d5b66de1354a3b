using System.Collections.Immutable;
using System.Numerics.Tensors;

using BioZooCte.Features;

namespace BioZooCte.Supervised;

/// <summary>Features with a class at each sample. Classes are those that occur; a missing number is none.</summary>
internal sealed class LabelledSamples
{
    private readonly int[] _classOf;

    private LabelledSamples(FeatureSamples features, ImmutableArray<int> classes, int[] classOf)
    {
        Features = features;
        Classes = classes;
        _classOf = classOf;
        int[] counts = new int[classes.Length];
        foreach (int position in classOf)
        {
            counts[position]++;
        }

        Counts = [.. counts];
    }

    /// <summary>The features, all finite.</summary>
    public FeatureSamples Features { get; }

    /// <summary>The classes that occur, in ascending order.</summary>
    public ImmutableArray<int> Classes { get; }

    /// <summary>How many samples each of them has.</summary>
    public ImmutableArray<int> Counts { get; }

    /// <summary>The position of each sample's class among <see cref="Classes"/>.</summary>
    public ReadOnlySpan<int> ClassOf => _classOf;

    /// <summary>Features with their labels, after all checks.</summary>
    /// <param name="features">The features.</param>
    /// <param name="labels">The class at each of their rows.</param>
    /// <param name="leastClasses">How many classes must occur.</param>
    /// <exception cref="ArgumentException">There are not as many labels as rows.</exception>
    /// <exception cref="InvalidFeaturesException">
    /// There is no sample, a feature is no number, or there are too few classes.
    /// </exception>
    public static LabelledSamples Of(FeatureSamples features, ImmutableArray<int> labels, int leastClasses = 1)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (labels.IsDefault || labels.Length != features.Count)
        {
            throw new ArgumentException(
                $"There are {(labels.IsDefault ? 0 : labels.Length)} labels; expected one for each of the"
                + $" {features.Count} samples.",
                nameof(labels));
        }

        if (features.Count == 0)
        {
            throw new InvalidFeaturesException("samples", "none", "at least one");
        }

        FiniteFeatures.Require(features);
        ImmutableArray<int> classes = [.. labels.Distinct().Order()];
        if (classes.Length < leastClasses)
        {
            throw new InvalidFeaturesException(
                "labels", $"{classes.Length} classes", $"at least {leastClasses}: one class ranks nothing");
        }

        return new LabelledSamples(features, classes, [.. labels.Select(label => classes.BinarySearch(label))]);
    }

    /// <summary>
    /// Rows of features, less an offset, and behind them for each class 1 where the row is of it, else 0.
    /// </summary>
    public double[] WithIndicators(ReadOnlySpan<double> offset)
    {
        int width = Features.Channels + Classes.Length;
        double[] rows = new double[Features.Count * width];
        for (int row = 0; row < Features.Count; row++)
        {
            Span<double> target = rows.AsSpan(row * width, width);
            Centre(row, offset, target);
            target[Features.Channels + _classOf[row]] = 1;
        }

        return rows;
    }

    /// <summary>The samples of a class, less an offset, row after row.</summary>
    /// <param name="position">The class's position among <see cref="Classes"/>.</param>
    /// <param name="offset">What is taken from each row.</param>
    public double[] OfClass(int position, ReadOnlySpan<double> offset)
    {
        double[] rows = new double[Counts[position] * Features.Channels];
        Span<double> rest = rows;
        for (int row = 0; row < Features.Count; row++)
        {
            if (_classOf[row] == position)
            {
                Centre(row, offset, rest);
                rest = rest[Features.Channels..];
            }
        }

        return rows;
    }

    /// <summary>The same labels over other features.</summary>
    public LabelledSamples With(FeatureSamples features) => new(features, Classes, _classOf);

    private void Centre(int row, ReadOnlySpan<double> offset, Span<double> target) =>
        TensorPrimitives.Subtract(Features[row], offset, target);
}
