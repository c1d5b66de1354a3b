using System.Text.Json;

using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Packages.Rdf;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Packages.Rdf;

[TestClass]
public sealed class RdfCorpusTests
{
    private const string Corpus = "rdf_corpus";

    [TestMethod]
    public void Parse_EveryRdfOfTheCorpus_IsValidOrNotAsExpected()
    {
        string folder = SharedData.Require(Corpus);
        using JsonDocument expected = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(folder, "expected.json")));
        List<string> wrong = [];
        foreach (JsonProperty entry in SharedData.RequireCases(Corpus, Cases(expected)))
        {
            wrong.AddRange(
                Judge(Path.Combine(folder, entry.Name), entry.Value).Select(w => $"{entry.Name}: {w}"));
        }

        Assert.IsEmpty(wrong, string.Join("\n", wrong));
    }

    [TestMethod]
    public void Parse_EveryFileOfTheCorpus_HasAnExpectation()
    {
        string folder = SharedData.Require(Corpus);
        using JsonDocument expected = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(folder, "expected.json")));
        string[] listed = [.. Cases(expected).Select(entry => entry.Name).Order()];
        string[] there =
        [
            .. Directory.GetFiles(folder).Select(file => Path.GetFileName(file)!)
                .Where(file => file != "expected.json").Order(),
        ];

        CollectionAssert.AreEqual(listed, there);
    }

    private static IEnumerable<JsonProperty> Cases(JsonDocument expected) =>
        expected.RootElement.EnumerateObject().Where(entry => !entry.Name.StartsWith('_'));

    private static IEnumerable<string> Judge(string path, JsonElement expected)
    {
        ModelDescription model;
        try
        {
            model = RdfReader.Parse(File.ReadAllText(path), Path.GetFileName(path), []);
        }
        catch (InvalidModelPackageException e)
        {
            return expected.GetProperty("valid").GetBoolean()
                ? [$"is refused: {string.Join(" ", e.Problems)}"]
                : expected.GetProperty("errors").EnumerateArray()
                    .Where(error => !e.Problems.Any(
                        problem => IsAt(problem, error.GetProperty("field").GetString()!)))
                    .Select(error => $"{error} is not among {string.Join(" ", e.Problems)}");
        }

        List<string> wrong = [];
        if (!expected.GetProperty("valid").GetBoolean())
        {
            wrong.Add($"is accepted, although {expected.GetProperty("errors")}");
        }

        Compare(wrong, expected.GetProperty("formatVersion").GetString()!, model.FormatVersion);
        RdfMapping weights = (RdfMapping)model.Rdf["weights"]!;
        Compare(
            wrong,
            string.Join(
                ' ', expected.GetProperty("weights").EnumerateArray().Select(w => w.GetString()).Order()),
            string.Join(' ', weights.Entries.Select(entry => entry.Key).Order()));
        Compare(
            wrong,
            string.Join(' ', weights.Entries.Where(e => e.Value is RdfMapping).Select(entry => entry.Key)),
            string.Join(' ', model.Weights.Select(w => w.Format)));
        return wrong;
    }

    private static void Compare(List<string> wrong, string expected, string actual)
    {
        if (expected != actual)
        {
            wrong.Add($"'{actual}' where '{expected}' is expected");
        }
    }

    /// <summary>
    /// The expected place is a dotted path in which the names of alternatives stand between fields
    /// (<c>outputs.0.axes.1.space.wo_halo.id</c>), or one that encloses ours.
    /// </summary>
    private static bool IsAt(PackageProblem problem, string expected)
    {
        string[] ours = problem.Field!.Replace("[", ".", StringComparison.Ordinal)
            .Replace("]", "", StringComparison.Ordinal).Split('.');
        string[] theirs = expected.Split('.', StringSplitOptions.RemoveEmptyEntries);
        return IsWithin(ours, theirs) || IsWithin(theirs, ours);
    }

    private static bool IsWithin(string[] parts, string[] whole)
    {
        int found = 0;
        foreach (string part in whole)
        {
            if (found < parts.Length && parts[found] == part)
            {
                found++;
            }
        }

        return found == parts.Length;
    }
}
