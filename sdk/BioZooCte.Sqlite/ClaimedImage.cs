namespace BioZooCte.Sqlite;

/// <summary>An image that a process is at.</summary>
/// <param name="Model">The name of the model.</param>
/// <param name="Image">The image's file name.</param>
public readonly record struct ClaimedImage(string Model, string Image);
