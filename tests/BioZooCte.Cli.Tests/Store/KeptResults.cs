using System.Collections.Immutable;

using BioZooCte.Consistency;
using BioZooCte.Estimation;
using BioZooCte.Results;
using BioZooCte.Sqlite;

namespace BioZooCte.Cli.Tests.Store;

/// <summary>Stores with a few results.</summary>
internal static class KeptResults
{
    /// <summary>The usual options with another seed.</summary>
    public const string OtherOptions = "seed=3 measures=None threshold=0.5 perturbation-unit=percentile planes=all tile=auto agreement-sample=65536";

    public static ModelQuestion Question(string model, string software = "BioZooCte 1.0.0; fake 1; .NET 10", string? options = null) =>
        new(new string(model[0], 64), options ?? EstimationQuestion.UsualOptions, software) { Name = model };

    public static ImageIdentity Image(string name) => new(new string('0', 64), name);

    /// <summary>Keeps an image of a model with two perturbations.</summary>
    public static void Save(
        SqliteResults store, ModelQuestion question, ImageIdentity image, params ImmutableArray<string> perturbations)
    {
        PairCounts counts = new() { Pixels = 100, Unperturbed = 30, Perturbed = 25, Intersection = 20 };
        store.SaveImage(
            question,
            image,
            [.. perturbations.Select(label =>
                new StoredPair(label, 0, counts, CountsCodec.Encode([counts], []), 0.25))],
            new StoredSample(VotesCodec.Encode((Agreement.VoteSheet?)null), false, 0.5));
    }

    /// <summary>A store in a folder's usual place: two models on two images.</summary>
    public static string Write(TemporaryFolder folder, string name = "scans")
    {
        string path = folder[Path.Combine(name, ".zoocte", "results.sqlite")];
        using SqliteResults store = SqliteResults.Open(path);
        foreach (string image in new[] { "a.tif", "b.tif" })
        {
            Save(store, Question("unet"), Image(image), "contrast:0.7", "gamma:1.5");
        }

        Save(store, Question("stardist", options: OtherOptions), Image("a.tif"), "gamma:1.5");
        return path;
    }
}
