namespace BioZooCte.Models;

/// <summary>How a backend opens a network.</summary>
public sealed record RunnerOptions
{
    /// <summary>Threads inside one pass.</summary>
    /// <value>1: the work is shared out over tiles.</value>
    public int ThreadsPerPass { get; init; } = 1;

    /// <summary>
    /// Whether spatial sizes that a traced graph fixed are opened again, where its operators allow it
    /// (<see cref="NetworkDescription.CanReopenSize"/>).
    /// </summary>
    /// <value>False: the network as it lies in the package.</value>
    public bool ReopenSize { get; init; }
}
