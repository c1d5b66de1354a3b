namespace BioZooCte.Ranking;

/// <summary>The flags that a ranking itself puts on models.</summary>
public static class ModelFlags
{
    /// <summary>
    /// Scored on too few of its images: on the others it found no foreground, or failed. Ranks after all others.
    /// </summary>
    public const string PredictsNothing = "predicts-nothing";

    /// <summary>Its foreground is nearly the whole image. Ranks after all others.</summary>
    public const string PredictsEverything = "predicts-everything";

    /// <summary>No perturbation changed any of its values. Ranks after all others.</summary>
    public const string Insensitive = "insensitive";

    /// <summary>Its foreground is most of the image: a warning, its place stays.</summary>
    public const string MostlyForeground = "mostly-foreground";

    /// <summary>
    /// Its network could not be cut, so another perturbation was used than for the others: its consistency is not
    /// theirs.
    /// </summary>
    public const string OtherPerturbation = "other-perturbation";

    /// <summary>
    /// The statistics of the data set that its steps take are given, and those of other images than the ranking's.
    /// </summary>
    public const string OtherStatistics = "statistics-of-other-images";

    /// <summary>Too few images and blocks for an interval.</summary>
    public const string TooLittleData = "too-little-data";

    /// <summary>
    /// Whether models with this flag rank after all that have none such, whatever their score.
    /// </summary>
    public static bool SetsAside(string flag) => flag is PredictsNothing or PredictsEverything or Insensitive;
}
