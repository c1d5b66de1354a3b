using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BioZooCte.Cli.Demo.Simulation;

/// <summary>What the demo simulates: the conditions of <c>conditions.json</c>.</summary>
/// <param name="ImageSize">Rows and columns of every image.</param>
/// <param name="ImagesPerCondition">How many of each.</param>
/// <param name="Conditions">In the order of the file.</param>
internal sealed record SimulationPlan(
    int ImageSize, int ImagesPerCondition, ImmutableArray<SimulationCondition> Conditions)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    /// <summary>The plan that this program carries.</summary>
    public static SimulationPlan Bundled()
    {
        using Stream stream = typeof(SimulationPlan).Assembly.GetManifestResourceStream("conditions.json")
            ?? throw new InvalidOperationException("The program carries no conditions.json.");
        return JsonSerializer.Deserialize<SimulationPlan>(stream, Options)
            ?? throw new InvalidOperationException("conditions.json holds null.");
    }

    /// <summary>The images of one of the conditions.</summary>
    public ImmutableArray<SimulatedImage> Simulate(SimulationCondition condition, ulong seed) =>
        [.. Enumerable.Range(0, ImagesPerCondition).AsParallel().AsOrdered()
            .Select(number => NucleiSimulator.Simulate(this, condition, number, seed))];
}
