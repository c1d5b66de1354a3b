using System.Numerics.Tensors;

namespace BioZooCte.Ranking;

/// <summary>The medians of one model in each resample; NaN where there is none.</summary>
/// <param name="Consistency">Of its scores by the metric.</param>
/// <param name="Agreement">Of its agreement with the others.</param>
/// <param name="EstimatedF1">Of its F1 against the others.</param>
internal sealed record ResampledModel(double[] Consistency, double[] Agreement, double[] EstimatedF1)
{
    /// <summary>What orders the model, in each resample.</summary>
    public double[] ScoresBy(RankingEstimator estimator) => estimator switch
    {
        RankingEstimator.Agreement => Agreement,
        RankingEstimator.Combined => Combined,
        _ => Consistency,
    };

    // Asked for once for each model that is compared with this one.
    private double[] Combined => field ??= Product();

    private double[] Product()
    {
        double[] product = new double[Consistency.Length];
        TensorPrimitives.Multiply(Consistency, Agreement, product);
        return product;
    }
}
