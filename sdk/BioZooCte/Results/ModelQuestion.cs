namespace BioZooCte.Results;

/// <summary>What is asked of a model on every image: two that are equal have the same answers, bit for bit.</summary>
/// <param name="Model">sha256 of the package's RDF and of the weights that run, 64 hexadecimal digits.</param>
/// <param name="Options">
/// Every option that changes what is counted, as <c>name=value</c> with a space between; the seed among them. The
/// perturbations are not: each pair of predictions has its own.
/// </param>
/// <param name="Software">The library, what runs networks, and .NET, each with its version.</param>
public sealed record ModelQuestion(string Model, string Options, string Software)
{
    /// <summary>What the model was called when it was asked; no part of the question.</summary>
    public string Name { get; init; } = "";

    /// <inheritdoc/>
    public bool Equals(ModelQuestion? other) =>
        other is not null && (Model, Options, Software) == (other.Model, other.Options, other.Software);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Model, Options, Software);
}
