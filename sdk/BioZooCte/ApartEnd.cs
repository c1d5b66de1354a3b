namespace BioZooCte;

/// <summary>How the process that ran a model by itself ended, where it did not end as it should.</summary>
/// <param name="Reason">How, for people.</param>
public sealed record ApartEnd(string Reason)
{
    /// <summary>Whether it was killed, such as by a system whose memory had run out, and not by a fault of the model.</summary>
    /// <value>False.</value>
    public bool IsKilled { get; init; }
}
