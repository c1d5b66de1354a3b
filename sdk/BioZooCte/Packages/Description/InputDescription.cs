namespace BioZooCte.Packages.Description;

/// <summary>What a package states about one input tensor.</summary>
public sealed record InputDescription : TensorDescription
{
    /// <summary>Whether the model runs without it.</summary>
    public bool IsOptional { get; init; }
}
