using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;

using BioZooCte.Features;

namespace BioZooCte.Supervised;

/// <summary>LEEP: how well a model's own classes, without any training, predict the labels.</summary>
/// <remarks>
/// The mean over samples of ln Σ_z P(y_i|z)·p_i(z), with P(y, z) = 1/n Σ_{i: y_i = y} p_i(z) and P(y|z) =
/// P(y, z)/P(z); p_i(z) is the probability of the model's class z at sample i. At most 0, which certain and perfect
/// models reach, and one target class always; higher is better. A class that is never predicted adds nothing.
/// Rows that are no distribution are refused. Nguyen et al. 2020, arXiv:2002.12462.
/// </remarks>
public static class Leep
{
    /// <summary>How far a row's sum may lie from 1.</summary>
    private const double SumTolerance = 1e-3;

    /// <summary>The score of a model's predictions.</summary>
    /// <param name="probabilities">A row for each sample: the probabilities of the model's own classes.</param>
    /// <param name="labels">The class of each sample in the data to be segmented.</param>
    /// <exception cref="ArgumentException">There are not as many labels as rows.</exception>
    /// <exception cref="InvalidFeaturesException">A row is no distribution, or there is none.</exception>
    public static SupervisedScore Of(FeatureSamples probabilities, ImmutableArray<int> labels)
    {
        LabelledSamples samples = LabelledSamples.Of(probabilities, labels);
        double[] totals = new double[probabilities.Channels];
        double[][] conditionals = [.. samples.Classes.Select(_ => new double[probabilities.Channels])];
        for (int row = 0; row < probabilities.Count; row++)
        {
            RequireDistribution(probabilities[row], row);
            double[] joint = conditionals[samples.ClassOf[row]];
            TensorPrimitives.Add(joint, probabilities[row], joint);
            TensorPrimitives.Add(totals, probabilities[row], totals);
        }

        foreach (double[] conditional in conditionals)
        {
            for (int z = 0; z < totals.Length; z++)
            {
                conditional[z] = totals[z] > 0 ? conditional[z] / totals[z] : 0;
            }
        }

        if (samples.Classes.Length == 1)
        {
            return SupervisedScore.Of(0, EstimatorNotes.OneClass);
        }

        double sum = 0;
        for (int row = 0; row < probabilities.Count; row++)
        {
            sum += Math.Log(TensorPrimitives.Dot(conditionals[samples.ClassOf[row]], probabilities[row]));
        }

        return SupervisedScore.Of(sum / probabilities.Count);
    }

    private static void RequireDistribution(ReadOnlySpan<double> row, int number)
    {
        double sum = TensorPrimitives.Sum(row);
        double least = TensorPrimitives.Min(row);
        if (least < 0)
        {
            throw new InvalidFeaturesException($"row {number}", $"a probability of {Text(least)}", "none below 0");
        }

        if (Math.Abs(sum - 1) > SumTolerance)
        {
            throw new InvalidFeaturesException($"row {number}", $"a sum of {Text(sum)}", "1");
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
