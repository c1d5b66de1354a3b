using System.Collections.Immutable;
using System.Text.Json;

using BioZooCte.Features;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Supervised;

/// <summary>The reference values of the supervised estimators, and their inputs as the library takes them.</summary>
internal static class SupervisedGoldens
{
    /// <summary>Where they stand.</summary>
    public const string File = "goldens/supervised/supervised.json";

    /// <summary>The cases of a part of the file; inconclusive without it.</summary>
    public static IReadOnlyList<JsonElement> Part(string name) =>
        SharedData.RequireCases(File, ExpectedFile.Read(File).GetProperty(name).EnumerateArray());

    /// <summary>The inputs without an answer, or with one that surprises, of an estimator.</summary>
    public static IReadOnlyList<JsonElement> Edges(string estimator, string outcome) => SharedData.RequireCases(
        File,
        Part("edges")
            .Where(e => Text(e, "outcome") == outcome && Text(e, "estimator").Split(", ").Contains(estimator)));

    /// <summary>A case's name.</summary>
    public static string Name(JsonElement stated) => Text(stated, "name");

    /// <summary>A text.</summary>
    public static string Text(JsonElement stated, string key) => stated.GetProperty(key).GetString()!;

    /// <summary>Rows of numbers.</summary>
    public static FeatureSamples Samples(JsonElement rows)
    {
        double[][] values = [.. rows.EnumerateArray().Select(GoldenNumber.ListOf)];
        return new FeatureSamples(values[0].Length, [.. values.SelectMany(row => row)]);
    }

    /// <summary>Rows of numbers under a name.</summary>
    public static FeatureSamples Samples(JsonElement stated, string key) => Samples(stated.GetProperty(key));

    /// <summary>The labels beside features.</summary>
    public static ImmutableArray<int> Labels(JsonElement stated) =>
        [.. stated.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32())];

    /// <summary>Layers and their cases, each named by its position.</summary>
    public static ImmutableArray<LayerFeatures> Layers(JsonElement stated) =>
        [.. stated.GetProperty("layers").EnumerateArray().Select((cases, layer) =>
            new LayerFeatures($"{layer}", [.. cases.EnumerateArray().Select((c, i) => Case($"{i}", c))]))];

    /// <summary>Holds a value to the stated one, to a share of it.</summary>
    public static void AssertShare(JsonElement expected, double? actual, double share, string message)
    {
        double stated = GoldenNumber.Of(expected);
        GoldenNumber.AssertNear(expected, actual, double.IsFinite(stated) ? share * Math.Abs(stated) : 0, message);
    }

    private static CaseFeatures Case(string name, JsonElement stated)
    {
        FeatureSamples whole = Samples(stated, "whole_case");
        return new CaseFeatures(
            name,
            stated.GetProperty("classes").EnumerateObject()
                .ToImmutableSortedDictionary(c => int.Parse(c.Name), c => Samples(c.Value)),
            whole,
            [.. new int[whole.Count]]);
    }
}
