namespace BioZooCte.Supervised;

/// <summary>Whose arithmetic a supervised estimator follows, where a paper and its program differ.</summary>
public enum EstimatorVariant
{
    /// <summary>The paper's formula.</summary>
    Paper,

    /// <summary>What the published program computes: for comparison with published scores.</summary>
    Program,
}
