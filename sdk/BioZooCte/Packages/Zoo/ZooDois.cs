using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Zoo;

/// <summary>The DOIs that a model states: of itself, and of its versions.</summary>
internal static class ZooDois
{
    private const string Zenodo = "10.5281/zenodo.";

    /// <summary>Whether a model is the one that a DOI names.</summary>
    public static bool Names(ZooReference reference, ZooModel model) =>
        model.Description is ModelDescription description
        && Of(description).Any(doi => Same(reference, doi));

    /// <summary>
    /// Whether a model says that it is itself the one of its DOI: copies of a model keep the DOI, and the nickname.
    /// </summary>
    public static bool IsOriginal(ZooModel model) =>
        Text(model.Description?.Rdf["config"], "bioimageio", "nickname") is not string nickname
        || nickname == model.Entry.Id;

    private static bool Same(ZooReference reference, string stated) =>
        ZooReference.TryParse(stated, out ZooReference? known) && known.Doi is string doi
        && (doi == reference.Doi
            ? reference.Version is null || known.Version is null || known.Version == reference.Version
            : reference.Version is null && known.Version is string record && $"{Zenodo}{record}" == reference.Doi);

    private static IEnumerable<string> Of(ModelDescription model)
    {
        RdfNode? config = model.Rdf["config"];
        string?[] stated =
        [
            model.Id,
            Text(config, "_conceptdoi"),
            Text(config, "_doi"),
            Text(config, "_id"),
            Text(config, "bioimageio", "doi"),
        ];
        return stated.OfType<string>();
    }

    private static string? Text(RdfNode? node, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            node = (node as RdfMapping)?[key];
        }

        return (node as RdfScalar)?.Value as string;
    }
}
