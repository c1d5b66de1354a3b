namespace BioZooCte.Interop.Tests;

/// <summary>What came of a program that has ended.</summary>
/// <param name="Command">What was run.</param>
/// <param name="ExitCode">0 for good.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Error">What it complained of.</param>
internal sealed record Outcome(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>Asserts that it ended well.</summary>
    public Outcome Succeeded()
    {
        Assert.AreEqual(0, ExitCode, $"{Command} ended with {ExitCode}:\n{Output}{Error}");
        return this;
    }

    /// <summary>Asserts that it ended well and said that a case is fine.</summary>
    public void Passed(string name)
    {
        Succeeded();
        Assert.Contains($"OK: {name}", Output, Command);
    }
}
