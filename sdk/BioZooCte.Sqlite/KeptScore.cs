namespace BioZooCte.Sqlite;

/// <summary>A row of the view <c>score</c>: how consistent a model is on one image under one perturbation.</summary>
public sealed record KeptScore
{
    /// <summary>What the model was called.</summary>
    public required string Model { get; init; }

    /// <summary>sha256 of its RDF and its weights.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>The image's file name.</summary>
    public required string Image { get; init; }

    /// <summary>sha256 of its file.</summary>
    public required string ImageSha256 { get; init; }

    /// <summary>The perturbation's name, such as <c>gamma</c>.</summary>
    public required string Perturbation { get; init; }

    /// <summary>Its strength; null where it has none.</summary>
    public double? Strength { get; init; }

    /// <summary>Which of several runs, from 0.</summary>
    public int Run { get; init; }

    /// <summary>IoU of the two foregrounds, in [0, 1], higher is better; null where both are empty.</summary>
    public double? Nhd { get; init; }

    /// <summary>Mean IoU of foreground and background, in [0, 1], higher is better; null where both are empty.</summary>
    public double? Miou { get; init; }

    /// <summary>The share of the unperturbed prediction that is foreground, in [0, 1]; null without pixels.</summary>
    public double? Foreground { get; init; }

    /// <summary>How long the perturbed pass and the counting took, on one thread.</summary>
    public double Seconds { get; init; }

    /// <summary>When the image was finished, in UTC, ISO 8601.</summary>
    public required string Finished { get; init; }

    /// <summary>The options, as <c>name=value</c> with a space between.</summary>
    public required string Options { get; init; }

    /// <summary>The software, each with its version.</summary>
    public required string Software { get; init; }
}
