namespace BioZooCte.Agreement;

/// <summary>Where a row of values, one for each two models, has that of a model and of one before it.</summary>
internal static class PairPlace
{
    /// <summary>Its place, after those of the models before it; of a number of models and 0, the length of the row.</summary>
    public static int Of(int model, int earlier) => checked(model * (model - 1) / 2) + earlier;
}
