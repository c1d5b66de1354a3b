using System.Text.RegularExpressions;

using BioZooCte.Testing;

namespace BioZooCte.Tests.Conventions;

/// <summary>What the README shows is what the repository does.</summary>
[TestClass]
public sealed class ReadmeTests
{
    private static readonly string Readme = Read("README.md");

    [TestMethod]
    public void Programs_OfTheReadme_AreTheCompiledExamples()
    {
        string[] examples = [Read("examples/rank-models/Program.cs"), Read("examples/score-with-labels/Program.cs")];

        CollectionAssert.AreEqual(
            examples.Select(e => e.Trim()).ToArray(), Blocks("csharp").Select(b => b.Trim()).ToArray());
    }

    [TestMethod]
    public void TestCommand_OfTheReadme_IsWhatTheChecksRun()
    {
        string command = Blocks("sh").SelectMany(b => b.Split('\n'))
            .Single(l => l.StartsWith("dotnet test", StringComparison.Ordinal));

        Assert.Contains($"\n{command} < /dev/null", Read(".ci/run"));
    }

    [TestMethod]
    public void Path_OfTheReadme_IsThere()
    {
        // The figures' own models and images, nuclei, are not part of the repository.
        const string Places = @"\]\((?!https?:|#)([^)]+)\)|--(?:project|models) (?!nuclei/)(\S+)|`([\w-]+\.txt)`";
        string[] missing = [.. Regex.Matches(Readme, Places)
            .Select(m => m.Groups.Values.Skip(1).First(g => g.Success).Value)
            .Where(p => !Path.Exists(Path.Combine(SharedData.RepositoryRoot, p)))];

        Assert.AreEqual("", string.Join(", ", missing));
    }

    private static string[] Blocks(string language) =>
        [.. Regex.Matches(Readme, $@"^```{language}\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)
            .Select(m => m.Groups[1].Value)];

    private static string Read(string relative) =>
        File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, relative)).ReplaceLineEndings("\n");
}
