namespace BioZooCte.Evaluation;

/// <summary>How a package is tested.</summary>
public sealed record ModelTestOptions
{
    /// <summary>Whether a file whose hash is not the declared one is used all the same.</summary>
    /// <value>False.</value>
    public bool AllowHashMismatch { get; init; }

    /// <summary>Threads inside one pass.</summary>
    /// <value>The number of cores.</value>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
