namespace BioZooCte.Models;

/// <summary>A network cut in two, or why it cannot be: one of the two is there.</summary>
public sealed record ModelSplit
{
    private ModelSplit(ISplitModelRunner? runner, string? reason)
    {
        Runner = runner;
        Reason = reason;
    }

    /// <summary>The two parts, ready to run; whoever asked for the split disposes it.</summary>
    public ISplitModelRunner? Runner { get; }

    /// <summary>Why there is none: what was found, what was expected, what to do.</summary>
    public string? Reason { get; }

    /// <summary>A network that could be cut.</summary>
    public static ModelSplit At(ISplitModelRunner runner)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return new ModelSplit(runner, null);
    }

    /// <summary>A network that cannot be cut.</summary>
    public static ModelSplit Refused(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return new ModelSplit(null, reason);
    }
}
