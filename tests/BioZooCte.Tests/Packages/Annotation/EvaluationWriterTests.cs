using BioZooCte.Packages;
using BioZooCte.Packages.Annotation;

namespace BioZooCte.Tests.Packages.Annotation;

[TestClass]
public sealed class EvaluationWriterTests
{
    /// <summary>The small evaluation's own lines, at the indentation of its dash.</summary>
    private const string Entry =
        """
        - dataset_id: scans
          dataset_source: https://example.org/scans
          dataset_role: independent
          sample_count: 3
          evaluation_factors: [overall]
          evaluation_factors_long: ["all images"]
          metrics: ["cte miou"]
          metrics_long: [consistency]
          results:
            - [0.5]
          software: "Example 1.0"
        """;

    private const string Compact =
        "{\"dataset_id\": \"scans\", \"dataset_source\": \"https://example.org/scans\", \"dataset_role\": \"independent\","
        + " \"sample_count\": 3, \"evaluation_factors\": [\"overall\"], \"evaluation_factors_long\": [\"all images\"],"
        + " \"metrics\": [\"cte miou\"], \"metrics_long\": [\"consistency\"], \"results\": [[0.5]],"
        + " \"software\": \"Example 1.0\"}";

    [TestMethod]
    [DataRow("name: a\n", "name: a\nconfig:\n  bioimageio:\n    evaluations:\n@6", DisplayName = "no config")]
    [DataRow("name: a", "name: a\nconfig:\n  bioimageio:\n    evaluations:\n@6-", DisplayName = "no final line end")]
    [DataRow(
        "name: a\r\ntags: []\r\n", "name: a\r\ntags: []\r\nconfig:\r\n  bioimageio:\r\n    evaluations:\r\n@6",
        DisplayName = "carriage returns")]
    [DataRow("name: a\n# the end\n", "name: a\n# the end\nconfig:\n  bioimageio:\n    evaluations:\n@6", DisplayName = "comment last")]
    [DataRow(
        "config:\n    x: {y: 1}\nname: a\n", "config:\n    x: {y: 1}\n    bioimageio:\n        evaluations:\n@10name: a\n",
        DisplayName = "four blanks")]
    [DataRow("config:\nname: a\n", "config:\n  bioimageio:\n    evaluations:\n@6name: a\n", DisplayName = "config of nothing")]
    [DataRow("config: null # none\n", "config: # none\n  bioimageio:\n    evaluations:\n@6", DisplayName = "config null")]
    [DataRow("config: ~\nname: a\n", "config:\n  bioimageio:\n    evaluations:\n@6name: a\n", DisplayName = "config tilde")]
    [DataRow("config: {}\nname: a\n", "config:\n  bioimageio:\n    evaluations:\n@6name: a\n", DisplayName = "config empty")]
    [DataRow(
        "config:\n  bioimageio: { } # c\nname: a\n", "config:\n  bioimageio: # c\n    evaluations:\n@6name: a\n",
        DisplayName = "bioimageio empty")]
    [DataRow(
        "config:\n  bioimageio:\n    evaluations: []\n    b: 1\n", "config:\n  bioimageio:\n    evaluations:\n@6    b: 1\n",
        DisplayName = "evaluations empty")]
    [DataRow(
        "config:\n  bioimageio:\n    a: 1 # one\n    # two\n\n  # other\n  b: 2\n",
        "config:\n  bioimageio:\n    a: 1 # one\n    # two\n    evaluations:\n@6\n  # other\n  b: 2\n",
        DisplayName = "comments between")]
    [DataRow(
        "tags:\n- a\nconfig:\n  bioimageio:\n    a: 1\n",
        "tags:\n- a\nconfig:\n  bioimageio:\n    a: 1\n    evaluations:\n@4", DisplayName = "dashes below their key")]
    [DataRow(
        "config:\n  bioimageio:\n    a: |\n      text\n      # no comment\n\n\nname: a\n",
        "config:\n  bioimageio:\n    a: |\n      text\n      # no comment\n    evaluations:\n@6\n\nname: a\n",
        DisplayName = "a text of lines last")]
    [DataRow(
        "config:\n  bioimageio:\n    a: |+\n      text\n\n\nname: a\n",
        "config:\n  bioimageio:\n    a: |+\n      text\n\n\n    evaluations:\n@6name: a\n",
        DisplayName = "a text that keeps its empty lines")]
    [DataRow(
        "config:\n  bioimageio:\n    a: >-\n      text\n      more\n",
        "config:\n  bioimageio:\n    a: >-\n      text\n      more\n    evaluations:\n@6", DisplayName = "a folded text last")]
    [DataRow(
        "config:\n  bioimageio:\n    a: \"two\n      lines\" # c\n  b:\n",
        "config:\n  bioimageio:\n    a: \"two\n      lines\" # c\n    evaluations:\n@6  b:\n", DisplayName = "quotes over lines last")]
    [DataRow(
        "config:\n  bioimageio:\n    a:\n    b:\n  c: 1\n",
        "config:\n  bioimageio:\n    a:\n    b:\n    evaluations:\n@6  c: 1\n", DisplayName = "nothing last")]
    [DataRow(
        "config:\n  bioimageio:\n    evaluations:\n    - dataset_id: other\n      # kept\n\n    x: 1\n",
        "config:\n  bioimageio:\n    evaluations:\n    - dataset_id: other\n      # kept\n@4\n    x: 1\n", DisplayName = "a list with another")]
    [DataRow(
        "%YAML 1.2\n---\nname: a\n...\n", "%YAML 1.2\n---\nname: a\nconfig:\n  bioimageio:\n    evaluations:\n@6...\n",
        DisplayName = "a document's marks")]
    [DataRow(
        "shared: &s {a: 1}\nconfig:\n  bioimageio:\n    <<: *s\n",
        "shared: &s {a: 1}\nconfig:\n  bioimageio:\n    <<: *s\n    evaluations:\n@6", DisplayName = "a merge key beside it")]
    [DataRow(
        "config: &c\n  bioimageio:\n    a: 1\n", "config: &c\n  bioimageio:\n    a: 1\n    evaluations:\n@6",
        DisplayName = "an anchor that nothing repeats")]
    [DataRow(
        "name: a\nb: |\n  text", "config:\n  bioimageio:\n    evaluations:\n@6name: a\nb: |\n  text",
        DisplayName = "a text of lines last, without a line's end")]
    public void Insert_BlockStyle_OnlyAddsItsLines(string before, string expected)
    {
        string after = EvaluationWriter.Insert(before, "rdf.yaml", Evaluations.Small);

        Assert.AreEqual(WithEntry(expected), after);
    }

    [TestMethod]
    [DataRow("{name: a}", "{\"config\": {\"bioimageio\": {\"evaluations\": [@]}}, name: a}", DisplayName = "no config")]
    [DataRow(
        "config: {bioimageio: {a: 1}} # c\n", "config: {bioimageio: {\"evaluations\": [@], a: 1}} # c\n", DisplayName = "brackets in a block")]
    [DataRow(
        "config: {bioimageio: {evaluations: []}}\n", "config: {bioimageio: {evaluations: [@]}}\n", DisplayName = "an empty list")]
    [DataRow(
        "config: {bioimageio: {evaluations: [{dataset_id: b}]}}\n",
        "config: {bioimageio: {evaluations: [@, {dataset_id: b}]}}\n", DisplayName = "a list with another")]
    [DataRow("{\"config\": null, \"a\": 1}", "{\"config\": {\"bioimageio\": {\"evaluations\": [@]}}, \"a\": 1}", DisplayName = "null")]
    [DataRow(
        "config:\n  bioimageio:\n    evaluations: [\n      # first\n      {dataset_id: b}]\n",
        "config:\n  bioimageio:\n    evaluations: [\n@@      # first\n      {dataset_id: b}]\n", DisplayName = "a list over lines")]
    [DataRow("{\n\t\"a\": 1\n}", "{\n\t\"config\": {\"bioimageio\": {\"evaluations\": [@]}}, \"a\": 1\n}", DisplayName = "tabs")]
    public void Insert_FlowStyle_ChangesTheLineThatItStandsOn(string before, string expected)
    {
        string after = EvaluationWriter.Insert(before, "rdf.yaml", Evaluations.Small);

        string overLines = "      {\n  " + Compact[1..^1].Replace(", \"", ",\n\"", StringComparison.Ordinal) + "\n      },\n";
        overLines = overLines.Replace("\n\"", "\n        \"", StringComparison.Ordinal)
            .Replace("\n  \"", "\n        \"", StringComparison.Ordinal);
        Assert.AreEqual(
            expected.Replace("@@", overLines, StringComparison.Ordinal).Replace("@", Compact, StringComparison.Ordinal), after);
    }

    [TestMethod]
    public void Insert_Json_StaysJsonAndOnlyGainsLines()
    {
        const string Before = "{\n  \"name\": \"a\",\n  \"config\": {\n"
            + "    \"bioimageio\": {\n      \"nickname\": \"b\"\n    }\n  }\n}\n";

        string after = EvaluationWriter.Insert(Before, "rdf.json", Evaluations.Small);

        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(after);
        Assert.AreEqual(3, json.RootElement.GetProperty("config").GetProperty("bioimageio").GetProperty("evaluations")[0]
            .GetProperty("sample_count").GetInt32());
        Assert.IsTrue(Evaluations.OnlyAddsLines(Before, after), after);
        StringAssert.Contains(after, "\n      \"evaluations\": [\n        {\n          \"dataset_id\": \"scans\",\n");
    }

    [TestMethod]
    [DataRow("name: a\n")]
    [DataRow("{name: a}\n")]
    [DataRow("{\n \"name\": \"a\"\n}\n")]
    [DataRow("config:\n  bioimageio:\n    evaluations:\n    - dataset_id: b # kept\n    # kept too\n")]
    public void Insert_AnotherVersionsOfTheSame_TakesItsPlace(string before)
    {
        string first = EvaluationWriter.Insert(before, "rdf.yaml", Evaluations.Full);
        string second = EvaluationWriter.Insert(first, "rdf.yaml", Evaluations.Full with { Software = "BioZooCte 0.2.0" });
        string third = EvaluationWriter.Insert(second, "rdf.yaml", Evaluations.Full);

        Assert.AreNotEqual(first, second);
        Assert.AreEqual(first, third);
    }

    [TestMethod]
    public void Insert_OtherDataSetAddressMetricsOrProgram_StandsBesideIt()
    {
        string text = "name: a\n";
        foreach (PackageEvaluation evaluation in (PackageEvaluation[])
            [
                Evaluations.Small,
                Evaluations.Small with { DatasetId = "others" },
                Evaluations.Small with { DatasetSource = "https://example.org/others" },
                Evaluations.Small with { Metrics = ["dice"] },
                Evaluations.Small with { Software = "Other 1.0" },
                Evaluations.Small with { Software = "Example 2.0", SampleCount = 4 },
            ])
        {
            text = EvaluationWriter.Insert(text, "rdf.yaml", evaluation);
        }

        Assert.AreEqual(5, text.Split("- dataset_id:").Length - 1);
        StringAssert.Contains(text, "sample_count: 4");
    }

    [TestMethod]
    public void Insert_TextsThatYamlTakesForMore_AreReadBackAsTheyWere()
    {
        foreach (string before in (string[])["a: 1\n", "{a: 1}", "{\n \"a\": 1}"])
        {
            // What is written is compared with what was to be written, or it throws.
            string after = EvaluationWriter.Insert(before, "rdf.yaml", Evaluations.Full);
            StringAssert.Contains(after, "🦈");
        }
    }

    [TestMethod]
    [DataRow("- a\n", "rdf.yaml:1: the file is no mapping; expected the RDF of a model.")]
    [DataRow("config: text\n", "rdf.yaml:1: config is 'text'; expected a mapping.")]
    [DataRow("a: 1\nconfig:\n- 1\n", "rdf.yaml:3: config is a list; expected a mapping.")]
    [DataRow(
        "config:\n  bioimageio:\n    evaluations: {a: 1}\n",
        "rdf.yaml:3: config.bioimageio.evaluations is a mapping; expected a list.")]
    [DataRow(
        "a: &x {b: 1}\nconfig: *x\n",
        "rdf.yaml:2: config is the alias *x; expected a value that stands here itself, to be added to.")]
    [DataRow(
        "config: &x\n  b: 1\na: *x\n",
        "rdf.yaml:1: config is anchored as &x and used again in line 3; expected a value that stands here alone, to be"
            + " added to.")]
    [DataRow(
        "base: &x {bioimageio: {a: 1}}\nconfig:\n  <<: *x\n",
        "rdf.yaml:3: config.bioimageio is what a merge key << brings; expected a value that stands here itself, to be"
            + " added to.")]
    [DataRow(
        "config:\n  !!null\nb: 1\n",
        "rdf.yaml:2: config is written in a way that an evaluation cannot be added to; expected keys at the beginnings of"
            + " their lines, and a value behind its key.")]
    public void Insert_PlaceThatCannotBeEdited_SaysWhere(string before, string message)
    {
        InvalidModelPackageException error = Assert.ThrowsExactly<InvalidModelPackageException>(
            () => EvaluationWriter.Insert(before, "rdf.yaml", Evaluations.Small));

        Assert.AreEqual(message, error.Message);
    }

    [TestMethod]
    [DynamicData(nameof(BioZooCte.Tests.Packages.MutationTests.Rdfs), typeof(MutationTests))]
    public void Insert_RdfCutOffOrChangedAnywhere_IsAResultOrAnError(string rdf)
    {
        Random random = new(1);
        for (int at = 0; at < rdf.Length; at++)
        {
            foreach (string text in (string[])[rdf[..at], $"{rdf[..at]}{(char)random.Next(32, 127)}{rdf[(at + 1)..]}"])
            {
                try
                {
                    string after = EvaluationWriter.Insert(text, "rdf.yaml", Evaluations.Small);
                    Assert.AreNotEqual(text, after);
                }
                catch (InvalidModelPackageException e)
                {
                    Assert.StartsWith("rdf.yaml", e.Message);
                }
            }
        }
    }

    /// <summary>@N is the entry, its dash after N blanks; a minus behind it leaves out the last line's end.</summary>
    private static string WithEntry(string expected)
    {
        int at = expected.IndexOf('@', StringComparison.Ordinal);
        int end = at + 1;
        while (end < expected.Length && char.IsDigit(expected[end]))
        {
            end++;
        }

        string lineEnd = expected.Contains('\r', StringComparison.Ordinal) ? "\r\n" : "\n";
        string indent = new(' ', int.Parse(expected[(at + 1)..end], System.Globalization.CultureInfo.InvariantCulture));
        bool isIndentless = expected.Contains("\n- a\n", StringComparison.Ordinal);
        string entry = string.Join(lineEnd, Entry.Split('\n').Select(l => indent
            + (isIndentless || expected.Contains("\n    - ", StringComparison.Ordinal)
                ? l.Replace("    - [", "  - [", StringComparison.Ordinal) : l)));
        bool isWhole = end < expected.Length && expected[end] == '-';
        return expected[..at] + entry + (isWhole ? expected[(end + 1)..] : lineEnd + expected[end..]);
    }
}
