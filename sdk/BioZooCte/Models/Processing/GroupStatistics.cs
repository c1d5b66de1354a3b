using BioZooCte.Numerics;
using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>
/// Statistics of the groups that a tensor's elements fall into: one group for each position along the axes
/// that are not reduced.
/// </summary>
internal sealed class GroupStatistics
{
    /// <summary>Statistics of nothing yet.</summary>
    /// <param name="groups">The axes that are not reduced, with their lengths.</param>
    /// <param name="percentiles">How many percentiles each group has.</param>
    public GroupStatistics(TensorShape groups, int percentiles)
    {
        Groups = groups;
        int count = checked((int)groups.ElementCount);
        Moments = new Moments[count];
        Array.Fill(Moments, Numerics.Moments.None);
        NotNumbers = new long[count];
        Percentiles = new double[percentiles][];
        for (int i = 0; i < percentiles; i++)
        {
            Percentiles[i] = new double[count];
        }
    }

    /// <summary>The axes that are not reduced, with their lengths.</summary>
    public TensorShape Groups { get; }

    /// <summary>The moments of each group's numbers, in C order.</summary>
    public Moments[] Moments { get; }

    /// <summary>How many NaN each group has.</summary>
    public long[] NotNumbers { get; }

    /// <summary>
    /// For each percentile asked for, that of each group; NaN where a group has no numbers.
    /// </summary>
    public double[][] Percentiles { get; }

    /// <summary>The groups' means, as an operand; NaN is passed over.</summary>
    public AxisTensor Means() => ToTensor(group => Moments[group].Mean);

    /// <summary>
    /// The groups' deviations plus a constant, as an operand; NaN for a group with a NaN, as the reference
    /// runtime has it.
    /// </summary>
    public AxisTensor Deviations(double epsilon) => ToTensor(
        group => NotNumbers[group] > 0 ? double.NaN : Moments[group].StandardDeviation + epsilon);

    /// <summary>A percentile of the groups, as an operand.</summary>
    public AxisTensor Percentile(int index) => ToTensor(group => Percentiles[index][group]);

    /// <summary>The groups' distances between two percentiles plus a constant, as an operand.</summary>
    public AxisTensor Range(int low, int high, double epsilon) => ToTensor(
        group => Percentiles[high][group] - Percentiles[low][group] + epsilon);

    /// <summary>
    /// The statistics of both samples: moments are pooled, a percentile is the average of the samples',
    /// weighted by how many numbers each has. NaN is passed over altogether.
    /// </summary>
    public GroupStatistics CombinedWith(GroupStatistics other)
    {
        GroupStatistics combined = new(Groups, Percentiles.Length);
        for (int group = 0; group < Moments.Length; group++)
        {
            Moments a = Moments[group];
            Moments b = other.Moments[group];
            combined.Moments[group] = a + b;
            for (int i = 0; i < Percentiles.Length; i++)
            {
                double p = Percentiles[i][group];
                double q = other.Percentiles[i][group];
                combined.Percentiles[i][group] = a.Count == 0 ? q
                    : b.Count == 0 ? p
                    : ((p * a.Count) + (q * b.Count)) / (a.Count + b.Count);
            }
        }

        return combined;
    }

    /// <summary>The same, with NaN passed over altogether: that of a data set.</summary>
    public GroupStatistics WithoutNotNumbers() =>
        new GroupStatistics(Groups, Percentiles.Length).CombinedWith(this);

    private AxisTensor ToTensor(Func<int, double> value)
    {
        AxisTensor tensor = AxisTensor.Uninitialized(Groups, ElementType.Float64);
        Span<double> values = tensor.AsSpan<double>();
        for (int group = 0; group < values.Length; group++)
        {
            values[group] = value(group);
        }

        return tensor;
    }
}
