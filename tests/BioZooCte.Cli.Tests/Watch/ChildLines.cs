namespace BioZooCte.Cli.Tests.Watch;

/// <summary>Processes that models run in: the program's own, and scripts that act as one.</summary>
internal static class ChildLines
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "zoocte.dll");

    /// <summary>The program itself.</summary>
    public static IReadOnlyList<string> Real { get; } = ["dotnet", Program, "serve-child"];

    /// <summary>The program itself, at the end of a script.</summary>
    public static string RealWords { get; } = $"exec dotnet '{Program}' serve-child";

    /// <summary>A script.</summary>
    public static IReadOnlyList<string> Of(string script)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("The test's child is a shell script.");
        }

        return ["sh", "-c", script];
    }
}
