namespace BioZooCte.Interop.Tests;

/// <summary>
/// The descriptions of the wire: buf's rules of style, and nothing taken back from what was approved. Who changes the
/// wire on purpose writes the approved image anew, and a reviewer sees it: <c>tests/Interop/approve-wire</c>.
/// </summary>
[TestClass]
public sealed class WireTests
{
    private const string Approved = "biozoocte.approved.txtpb";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Wire_ByTheRulesOfBuf_IsClean()
    {
        Outcome outcome = await BufAsync("lint", Sources.Proto);
        outcome.Succeeded();
    }

    [TestMethod]
    public async Task Wire_AgainstTheApprovedOne_BreaksNothing()
    {
        string folder = Sources.Proto;
        Outcome outcome = await BufAsync("breaking", folder, "--against", Path.Combine(folder, Approved));
        outcome.Succeeded();
    }

    [TestMethod]
    public async Task Wire_WithAdditions_IsApprovedToo()
    {
        string folder = Sources.Proto;
        string now = Path.Combine(Scratch.Folder("wire-now"), "now.txtpb");
        Outcome built = await BufAsync(
            "build", folder, "--exclude-source-info", "--path", Path.Combine(folder, "biozoocte"), "-o", now);
        built.Succeeded();

        // What the other way round is missing has been added since.
        Outcome outcome = await BufAsync("breaking", Path.Combine(folder, Approved), "--against", now);

        Assert.AreEqual(0, outcome.ExitCode, $"tests/Interop/approve-wire was not run:\n{outcome.Output}");
    }

    [TestMethod]
    public async Task Wire_WithAFieldRenumbered_IsFoundToBreak()
    {
        string folder = Sources.Proto;
        string changed = Scratch.Folder("wire");
        Copy(folder, changed);
        string file = Directory.GetFiles(Path.Combine(changed, "biozoocte"), "*.proto", SearchOption.AllDirectories)
            .First(f => File.ReadAllText(f).Contains(" = 1;", StringComparison.Ordinal));
        string text = await File.ReadAllTextAsync(file, TestContext.CancellationToken);
        int place = text.IndexOf(" = 1;", StringComparison.Ordinal);
        string renumbered = string.Concat(text.AsSpan(0, place), " = 1999;", text.AsSpan(place + " = 1;".Length));
        await File.WriteAllTextAsync(file, renumbered, TestContext.CancellationToken);

        Outcome outcome = await BufAsync("breaking", changed, "--against", Path.Combine(folder, Approved));

        Assert.AreEqual(100, outcome.ExitCode, outcome.Output + outcome.Error);
        Assert.Contains("\"1\"", outcome.Output);
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private Task<Outcome> BufAsync(params string[] arguments) =>
        Tool.RunAsync(Node.RequireBuf(), arguments, TestContext.CancellationToken);
}
