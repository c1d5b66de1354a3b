using BioZooCte.Cli.Test;

namespace BioZooCte.Cli.Tests.Test;

[TestClass]
public sealed class TestCommandTests
{
    private static readonly TestedOutput Output = new("probability", 1.67e-6, 0, 100, 1e-3, 1e-3);

    [TestMethod]
    public async Task Test_Reproduces_ShowsFindingsAndIsDone()
    {
        using Captured captured = new();
        TestView view = new("zoo/a", "reproduces", null, "runs", [Output]);
        Assert.AreEqual(ExitCode.Done, await RunAsync(captured, view));
        Assert.AreEqual(
            """
            zoo/a
              test    reproduces
                      probability: differs by at most 1.67e-06; 0 in a million beyond the tolerance (|a − e| >
                      0.001 + 0.001·|e|, 100 allowed)
              rank    runs

            """.ReplaceLineEndings("\n"),
            captured.Output);
    }

    [TestMethod]
    [DataRow("does not reproduce", null)]
    [DataRow("fails: type", null)]
    [DataRow("refused: duplicate tensor name", null)]
    [DataRow("reproduces", "fails: the graph is fixed at 128 x 128, the RDF says otherwise")]
    public async Task Test_SomethingFails_IsIncompleteAndSaysWhat(string test, string? shapes)
    {
        using Captured captured = new();
        int code = await RunAsync(captured, new TestView("zoo/a", test, shapes, "tiled at 128", []));
        Assert.AreEqual(ExitCode.Incomplete, code);
        StringAssert.Contains(captured.Output, test);
        StringAssert.Contains(captured.Output, shapes ?? test);
        StringAssert.Contains(captured.Output, "tiled at 128");
    }

    [TestMethod]
    public async Task Test_HashMismatchAllowed_IsPassedOn()
    {
        using TemporaryFolder folder = new();
        folder.Write("a/rdf.yaml");
        folder.Write("b/rdf.yaml");
        using Captured captured = new();
        List<(string, bool)> asked = [];
        int code = await captured.RunAsync(
            TestCommand.Create(captured.Terminal, (source, allow, _) =>
            {
                asked.Add((Path.GetFileName(source), allow));
                return Task.FromResult(new TestView(source, "reproduces", null, "runs", []));
            }),
            TestCommand.Examples,
            "test",
            folder.Path,
            "--allow-hash-mismatch");
        Assert.AreEqual(ExitCode.Done, code);
        CollectionAssert.AreEqual(new[] { ("a", true), ("b", true) }, asked);
    }

    private static async Task<int> RunAsync(Captured captured, TestView view)
    {
        using TemporaryFolder folder = new();
        folder.Write("a/rdf.yaml");
        return await captured.RunAsync(
            TestCommand.Create(captured.Terminal, (_, _, _) => Task.FromResult(view)),
            TestCommand.Examples,
            "test",
            folder["a"]);
    }
}
