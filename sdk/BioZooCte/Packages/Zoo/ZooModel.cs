using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Zoo;

/// <summary>A model of the Zoo with what its RDF states.</summary>
/// <param name="Entry">The entry of the index.</param>
/// <param name="Version">The version that is described.</param>
/// <param name="Description">What it states; null where it cannot be read.</param>
/// <param name="Problem">Why it cannot be read; null where it can.</param>
public sealed record ZooModel(ZooEntry Entry, ZooVersion Version, ModelDescription? Description, string? Problem)
{
    /// <summary>The model as a package of which no file but the RDF is at hand.</summary>
    internal ModelPackage? ToPackage() => Description is null
        ? null
        : new ModelPackage($"{Version.Source}", Entry.Id, Description, [], new AbsentFiles($"{Version.Source}"));
}
