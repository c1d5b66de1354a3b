namespace BioZooCte.Ranking;

/// <summary>The limits by which models are ordered, flagged and told apart.</summary>
public sealed record RankingRules
{
    /// <summary>
    /// A model scored on a smaller share of the images is flagged
    /// <see cref="ModelFlags.PredictsNothing"/>.
    /// </summary>
    /// <value>0.5; from 0 to 1.</value>
    public double LeastScoredShare
    {
        get;
        init => field = Share(value, nameof(LeastScoredShare));
    } = 0.5;

    /// <summary>
    /// A model whose foreground takes a greater share of the image is flagged
    /// <see cref="ModelFlags.PredictsEverything"/>; median over the scored images.
    /// </summary>
    /// <value>0.95; from 0 to 1.</value>
    public double EverythingShare
    {
        get;
        init => field = Share(value, nameof(EverythingShare));
    } = 0.95;

    /// <summary>
    /// A model whose foreground takes a greater share of the image is flagged
    /// <see cref="ModelFlags.MostlyForeground"/>; median over the scored images.
    /// </summary>
    /// <value>0.7; from 0 to 1.</value>
    public double MostlyForegroundShare
    {
        get;
        init => field = Share(value, nameof(MostlyForegroundShare));
    } = 0.7;

    /// <summary>
    /// A strength at which half of the models keep a smaller share of their consistency at the weakest one has collapsed.
    /// </summary>
    /// <value>0.5; from 0 to 1.</value>
    public double CollapsedShare
    {
        get;
        init => field = Share(value, nameof(CollapsedShare));
    } = 0.5;

    /// <summary>
    /// From how many scored images on the images are resampled; with fewer the blocks inside each image are.
    /// </summary>
    /// <value>5; at least 2.</value>
    public int LeastImagesToResample
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2);
            field = value;
        }
    } = 5;

    /// <summary>How often images or blocks are resampled.</summary>
    /// <value>2000; at least 1.</value>
    public int Resamples
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 2000;

    /// <summary>The share of the resamples that an interval holds.</summary>
    /// <value>0.95; between 0 and 1.</value>
    public double Confidence
    {
        get;
        init
        {
            field = value is > 0 and < 1
                ? value
                : throw OutOfRange(nameof(Confidence), value, "a number between 0 and 1");
        }
    } = 0.95;

    /// <summary>The seed of the resampling; that of the perturbations is another.</summary>
    /// <value>0.</value>
    public ulong Seed { get; init; }

    private static double Share(double value, string name) => value is >= 0 and <= 1
        ? value
        : throw OutOfRange(name, value, "a number from 0 to 1");

    private static ArgumentOutOfRangeException OutOfRange(string name, double value, string expected) =>
        new(name, value, FormattableString.Invariant($"{name} is {value}; expected {expected}."));
}
