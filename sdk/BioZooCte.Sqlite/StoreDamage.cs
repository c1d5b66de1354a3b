namespace BioZooCte.Sqlite;

/// <summary>Something in a store that is not as it was written.</summary>
/// <param name="Found">What is wrong, without the end of a sentence.</param>
public sealed record StoreDamage(string Found)
{
    /// <summary>The model's name; null where it is of none, or not known.</summary>
    public string? Model { get; init; }

    /// <summary>The image's file name; likewise.</summary>
    public string? Image { get; init; }

    /// <summary>The perturbation, such as <c>gamma:1.5</c>; likewise.</summary>
    public string? Perturbation { get; init; }

    /// <summary>Which of several runs; likewise.</summary>
    public int? Run { get; init; }

    /// <summary>Where, and what.</summary>
    public override string ToString()
    {
        string?[] place =
        [
            Model is null ? null : $"model {Model}",
            Image is null ? null : $"image {Image}",
            Perturbation,
            Run is null ? null : $"run {Run}",
        ];
        string where = string.Join(", ", place.OfType<string>());
        return where.Length == 0 ? Found : $"{where}: {Found}";
    }
}
