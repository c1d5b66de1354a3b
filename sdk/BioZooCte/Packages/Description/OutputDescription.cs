namespace BioZooCte.Packages.Description;

/// <summary>What a package states about one output tensor.</summary>
public sealed record OutputDescription : TensorDescription;
