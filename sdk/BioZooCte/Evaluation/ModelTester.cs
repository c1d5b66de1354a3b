using BioZooCte.Errors;
using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Packages;
using BioZooCte.Tensors;

namespace BioZooCte.Evaluation;

/// <summary>
/// Tests a package as bioimageio.core's <c>test</c> does: whether its network, with its processing, gives the test
/// outputs from the test inputs, and runs at other sizes that the RDF allows.
/// </summary>
public static class ModelTester
{
    /// <summary>Tests a package. What it cannot do is a finding, not an error.</summary>
    /// <param name="source">A folder, zip, RDF file or URL.</param>
    /// <param name="backend">What runs the network.</param>
    /// <param name="options">How it is tested; null for the defaults.</param>
    /// <param name="cancellationToken">Ends it within a second.</param>
    public static async Task<ModelTestReport> TestAsync(
        string source,
        IModelBackend backend,
        ModelTestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(backend);
        options ??= new ModelTestOptions();
        try
        {
            PackageOptions packageOptions = new() { AllowHashMismatch = options.AllowHashMismatch };
            using ModelPackage package =
                await ModelPackageReader.OpenAsync(source, packageOptions, cancellationToken).ConfigureAwait(false);
            ModelTestReport report =
                await TestAsync(package, backend, options.Threads, cancellationToken).ConfigureAwait(false);
            return report with
            {
                Ranking = RankingNote.Of(package, backend),
                Notices = [.. package.Notices.Select(n => n.ToString())],
            };
        }
        catch (BioZooCteException e)
        {
            return new ModelTestReport { Source = source, Test = $"refused: {e.Message}", Ranking = "not ranked" };
        }
    }

    private static async Task<ModelTestReport> TestAsync(
        ModelPackage package, IModelBackend backend, int threads, CancellationToken cancellationToken)
    {
        ModelTestReport report = new() { Source = package.Source, Test = "", Ranking = "" };
        IReadOnlyList<AxisTensor?> inputs;
        IReadOnlyList<AxisTensor> expected;
        ModelProcessing processing;
        NetworkDescription network;
        try
        {
            string[] reasons =
                [.. backend.ReasonsAgainst(package), .. ModelProcessing.ReasonsAgainst(package.Description)];
            if (reasons.Length > 0)
            {
                throw new UnsupportedModelException(package.Id, reasons);
            }

            network = backend.Examine(package);
            processing = ModelProcessing.Compile(package.Description);
            inputs = TestPass.ReadInputs(package);
            expected = TestPass.ReadOutputs(package);
        }
        catch (BioZooCteException e)
        {
            return report with { Test = $"refused: {e.Message}" };
        }

        try
        {
            using IModelRunner runner = backend.Open(package, new RunnerOptions { ThreadsPerPass = threads });
            TestPass pass = new(package, processing, runner);
            report = await CompareAsync(report, package, pass, inputs, expected, cancellationToken).ConfigureAwait(false);
            return ShapeSweep.IsDue(package.Description)
                ? report with
                {
                    Shapes = await ShapeSweep.RunAsync(
                        package.Description, network, pass, inputs, cancellationToken).ConfigureAwait(false),
                }
                : report;
        }
        catch (BioZooCteException e)
        {
            return report with { Test = $"fails: {ReasonOf(e)}" };
        }
    }

    /// <summary>The report is the package's: a reason need not name it again.</summary>
    internal static string ReasonOf(BioZooCteException e) =>
        e is ModelRunException run ? e.Message[(run.Model.Length + 2)..] : e.Message;

    private static async Task<ModelTestReport> CompareAsync(
        ModelTestReport report,
        ModelPackage package,
        TestPass pass,
        IReadOnlyList<AxisTensor?> inputs,
        IReadOnlyList<AxisTensor> expected,
        CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<AxisTensor> actual = await pass.RunAsync(inputs, cancellationToken).ConfigureAwait(false);
            OutputComparison[] outputs = [.. package.Description.Outputs.Select(
                (output, i) => OutputComparer.Compare(package, output, actual[i], expected[i]))];
            bool reproduces = outputs.All(o => o.IsWithin);
            return report with
            {
                Test = reproduces ? "reproduces" : "does not reproduce",
                Outputs = [.. outputs],
            };
        }
        catch (BioZooCteException e)
        {
            return report with { Test = $"fails: {ReasonOf(e)}" };
        }
    }
}
