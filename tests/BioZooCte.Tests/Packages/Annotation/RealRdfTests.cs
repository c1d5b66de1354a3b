using System.Text.Json;

using BioZooCte.Packages;
using BioZooCte.Packages.Annotation;
using BioZooCte.Packages.Description;
using BioZooCte.Packages.Rdf;
using BioZooCte.Packages.Yaml;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Packages.Annotation;

/// <summary>Every RDF of the reference folder takes an evaluation, and is what it was besides.</summary>
[TestClass]
public sealed class RealRdfTests
{
    [TestMethod]
    public void Insert_EveryRdfOfTheCorpus_OnlyAddsLinesAndStaysJson() => CheckAll(
        "rdf_corpus", folder => Directory.GetFiles(folder, "*.json").Where(f => Path.GetFileName(f) != "expected.json"));

    [TestMethod]
    [DataRow("packages")]
    [DataRow("nuclei")]
    public void Insert_EveryRdfOfPackages_OnlyAddsLines(string part) =>
        CheckAll(part, folder => Directory.GetFiles(folder, "*.yaml", SearchOption.AllDirectories));

    private static void CheckAll(string part, Func<string, IEnumerable<string>> find)
    {
        string folder = SharedData.Require(part);
        List<string> wrong = [];
        foreach (string file in SharedData.RequireCases(part, find(folder)))
        {
            try
            {
                wrong.AddRange(Judge(file).Select(w => $"{file}: {w}"));
            }
            catch (InvalidModelPackageException e)
            {
                wrong.Add(e.Message);
            }
        }

        Assert.IsEmpty(wrong, string.Join("\n", wrong.Take(5)));
    }

    private static IEnumerable<string> Judge(string file)
    {
        string before = File.ReadAllText(file);
        string after = EvaluationWriter.Insert(before, file, Evaluations.Full);
        // The one change of a line: brackets of nothing are opened.
        if (!Evaluations.OnlyAddsLines(before.Replace("\"config\": {},", "\"config\": {", StringComparison.Ordinal), after))
        {
            yield return "a line changed or went";
        }

        if (Path.GetExtension(file) == ".json")
        {
            using JsonDocument json = JsonDocument.Parse(after);
        }

        RdfMapping was = (RdfMapping)YamlReader.Read(before, file, []);
        RdfMapping now = (RdfMapping)YamlReader.Read(after, file, []);
        if (!NodeComparer.AreEqual(was.Without("config"), now.Without("config")))
        {
            yield return "something beside config changed";
        }

        if (ReferenceRules.Broken(now) is string broken)
        {
            yield return broken;
        }

        if (Problems(before, file) != Problems(after, file))
        {
            yield return $"'{Problems(after, file)}' where '{Problems(before, file)}' was";
        }

        string twice = EvaluationWriter.Insert(after, file, Evaluations.Full);
        if (twice != after)
        {
            yield return "the same evaluation written again changes it";
        }
    }

    /// <summary>What is wrong with a model's RDF, without the lines, which moved.</summary>
    private static string Problems(string text, string file)
    {
        try
        {
            RdfReader.Parse(text, file, []);
            return "";
        }
        catch (InvalidModelPackageException e)
        {
            return string.Join('\n', e.Problems.Select(p => $"{p with { Line = null }}"));
        }
    }
}
