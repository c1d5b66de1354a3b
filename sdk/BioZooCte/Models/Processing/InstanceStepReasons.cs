using System.Collections.Immutable;

using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>Finds what stands against a step that makes labels, as far as the description alone tells.</summary>
internal static class InstanceStepReasons
{
    /// <summary>One sentence for each fault, naming the step.</summary>
    public static IEnumerable<string> Against(TensorPlace place)
    {
        StatedStep[] steps = [.. place.Steps()];
        int at = Array.FindIndex(steps, s => Channels(s.Step) is not null);
        if (at < 0)
        {
            yield break;
        }

        string name = steps[at].Place;
        TensorDescription tensor = place.Tensor;
        StatedStep? later = steps.Skip(at + 1).Cast<StatedStep?>().FirstOrDefault(
            s => s!.Value.Step is not ProcessingDescription.EnsureDataType);
        if (later is StatedStep after)
        {
            yield return $"{after.Place} follows {steps[at].Step.Name}, which gives labels;"
                + " expected ensure_dtype or nothing";
        }

        bool isVolume = IsVolume(steps[at].Step);
        ImmutableArray<string> expected =
            isVolume ? [AxisIds.Channel, AxisIds.Z, AxisIds.Y, AxisIds.X] : [AxisIds.Channel, AxisIds.Y, AxisIds.X];
        bool mayHaveSlices = steps[at].Step is ProcessingDescription.CellposeFlowDynamics;
        string[] found = [.. tensor.Axes.Select(a => a.Id)];
        if (expected.Any(id => !found.Contains(id))
            || found.Any(id => id != AxisIds.Batch && !expected.Contains(id) && !(id == AxisIds.Z && mayHaveSlices)))
        {
            yield return $"{name} runs over {string.Join(", ", expected)}; the output has {string.Join(", ", found)}";
            yield break;
        }

        if (tensor.FindAxis(AxisIds.Channel)!.Size is AxisSize.Fixed(int stated)
            && stated != 1
            && Channels(steps[at].Step) is int channels and > 0
            && channels != stated)
        {
            string why = steps[at].Step is ProcessingDescription.StarDistPostprocessing s
                ? $".n_rays is {s.Rays}"
                : "";
            yield return $"{name}{why}: expected {channels} channels, or 1 of labels; the output states {stated}";
        }
    }

    /// <summary>
    /// The channels that a step which makes labels takes; 0 where nothing states them; null for another step.
    /// </summary>
    public static int? Channels(ProcessingDescription step) => step switch
    {
        ProcessingDescription.StarDistPostprocessing s => s.Rays is int rays ? rays + 1 : 0,
        ProcessingDescription.CellposeFlowDynamics c => c.IsVolume ? 4 : 3,
        _ => null,
    };

    private static bool IsVolume(ProcessingDescription step) => step switch
    {
        ProcessingDescription.StarDistPostprocessing s => s.Grid.Length == 3,
        ProcessingDescription.CellposeFlowDynamics c => c.IsVolume,
        _ => false,
    };
}
