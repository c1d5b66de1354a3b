using BioZooCte.Evaluation;
using BioZooCte.Models;

namespace BioZooCte.Cli.Test;

/// <summary>Tests packages by the library.</summary>
internal static class LibraryTester
{
    /// <summary>Tests a package.</summary>
    public static async Task<TestView> TestAsync(
        IModelBackend backend, string source, bool allowHashMismatch, CancellationToken cancellationToken)
    {
        ModelTestReport report = await ModelTester
            .TestAsync(
                source, backend, new ModelTestOptions { AllowHashMismatch = allowHashMismatch }, cancellationToken)
            .ConfigureAwait(false);
        return new TestView(
            report.Source,
            report.Test,
            report.Shapes,
            report.Ranking,
            [.. report.Outputs.Select(o => new TestedOutput(
                o.OutputId,
                o.MaxDifference,
                o.MismatchedPerMillion,
                o.Tolerance.MismatchedElementsPerMillion,
                o.Tolerance.Relative,
                o.Tolerance.Absolute))]);
    }
}
