using BioZooCte.Cli.Demo;
using BioZooCte.Cli.Demo.Simulation;

namespace BioZooCte.Cli.Tests.Demo;

/// <summary>Outcomes made up for tests.</summary>
internal static class DemoExamples
{
    /// <summary>Models with their true F1, in the order of a ranking.</summary>
    public static ConditionOutcome Outcome(params ReadOnlySpan<(string Id, double? TrueF1)> models)
    {
        List<JudgedModel> judged = [];
        foreach ((string id, double? trueF1) in models)
        {
            judged.Add(new JudgedModel(new PlacedModel(id, 0.9, 0.85, 0.95, ""), trueF1));
        }

        return new ConditionOutcome(SimulationPlan.Bundled().Conditions[0], [.. judged]);
    }
}
