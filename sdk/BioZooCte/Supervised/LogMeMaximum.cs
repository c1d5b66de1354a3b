namespace BioZooCte.Supervised;

/// <summary>Where the evidence of LogME is greatest.</summary>
internal enum LogMeMaximum
{
    /// <summary>At finite α and β.</summary>
    Inside,

    /// <summary>α/β = ∞: the features say nothing of the labels, all is noise.</summary>
    NoSignal,

    /// <summary>α/β = 0: there are as many independent channels as samples, nothing is noise.</summary>
    NoNoise,

    /// <summary>β = ∞: the features contain the labels, and the evidence has no maximum.</summary>
    Unbounded,
}
