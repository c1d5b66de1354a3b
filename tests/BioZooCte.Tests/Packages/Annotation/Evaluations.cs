using BioZooCte.Packages.Annotation;

namespace BioZooCte.Tests.Packages.Annotation;

/// <summary>Evaluations to be written, and what is asked of texts that they were written into.</summary>
internal static class Evaluations
{
    public static PackageEvaluation Small { get; } = new()
    {
        DatasetId = "scans",
        DatasetSource = "https://example.org/scans",
        DatasetRole = DatasetRole.Independent,
        SampleCount = 3,
        Factors = ["overall"],
        FactorDescriptions = ["all images"],
        Metrics = ["cte miou"],
        MetricDescriptions = ["consistency"],
        Results = [[EvaluationResult.Of(0.5)]],
        Software = "Example 1.0",
    };

    /// <summary>With every field, and texts that need care.</summary>
    public static PackageEvaluation Full { get; } = new()
    {
        ModelId = "affable-shark",
        DatasetId = "lab/scans-2.1_b",
        DatasetSource = "https://example.org/scans?a=1&b=2#top",
        DatasetRole = DatasetRole.Unknown,
        SampleCount = 12,
        Factors = ["overall", "gamma:1.5", "no", "12:30", "🦈 \"α\" \\"],
        FactorDescriptions = ["all", "γ = 1.5: # darker", "yes", "- a\n- b", " blanks  kept "],
        Metrics = ["cte miou", "1e-6", "~"],
        MetricDescriptions =
        [
            "Mean IoU of both classes: a very long text that is folded over lines, with a # and a 'quote', {braces} and"
                + " *stars*, so that everything that YAML might take for something else is in it - twice.",
            "b\u0007\u2028\u0085",
            "",
        ],
        Results =
        [
            [
                EvaluationResult.Of(1), EvaluationResult.Of(0.1 + 0.2), EvaluationResult.Of(1e-9),
                EvaluationResult.Of(-5e22), EvaluationResult.None,
            ],
            [.. Enumerable.Repeat(EvaluationResult.None, 5)],
            [.. Enumerable.Repeat(EvaluationResult.Of("true"), 5)],
        ],
        Summary = "Estimated without labels. " + string.Join(' ', Enumerable.Repeat("Look at a picture: #1.", 20)),
        Software = "BioZooCte 0.1.0+abc",
    };

    /// <summary>Whether all lines of a text stand in another, in their order.</summary>
    public static bool OnlyAddsLines(string before, string after)
    {
        string[] lines = after.Split('\n');
        int next = 0;
        foreach (string line in before.TrimEnd('\n').Split('\n'))
        {
            next = Array.FindIndex(lines, next, l => l.TrimEnd('\r') == line.TrimEnd('\r')) + 1;
            if (next == 0)
            {
                return false;
            }
        }

        return true;
    }
}
