using BioZooCte.Cli.Demo;

using Spectre.Console;

namespace BioZooCte.Cli.Tests.Demo;

[TestClass]
public sealed class DemoReportTests
{
    [TestMethod]
    public void Write_AnOutcome_PutsTheTruthBesideTheRanking()
    {
        string text = Written(console => DemoReport.Write(console, DemoExamples.Outcome(("a", 0.5), ("b", 0.875))));

        Assert.Contains("culture: Adherent culture", text);
        Assert.MatchesRegex(@"1\.\s+a\s+0\.900\s+0\.850 – 0\.950\s+0\.500\s*\n", text);
        Assert.MatchesRegex(@"2\.\s+b\s+0\.900\s+0\.850 – 0\.950\s+0\.875\s+best", text);
        Assert.Contains("Wrong at the top: a is ranked first with F1 0.50; b has 0.88: regret 0.38.", text);
    }

    [TestMethod]
    public void Write_ALongNote_Fits100Columns()
    {
        ConditionOutcome outcome = DemoExamples.Outcome(("a", 0.5));
        PlacedModel placed = outcome.Models[0].Placed with { Note = new string('x', 300), Score = null };

        string text = Written(console => DemoReport.Write(
            console, outcome with { Models = [new JudgedModel(placed, null)] }));

        Assert.IsTrue(text.Split('\n').All(line => line.Length <= 100));
    }

    private static string Written(Action<IAnsiConsole> write)
    {
        StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = 100;
        write(console);
        return text.ToString().ReplaceLineEndings("\n");
    }
}
