using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Tiling;

/// <summary>
/// How an output of which a step makes labels lies over the input, before and after it: many channels become one, and
/// one element of the network may stand for several pixels. A package that states one channel states the labels, as
/// its test tensor holds them; one that states more states what the network gives.
/// </summary>
internal static class InstanceGeometry
{
    /// <summary>The geometry with the step taken into account; as it is where there is no such step.</summary>
    public static OutputGeometry Of(OutputDescription output, OutputGeometry stated, List<string> reasons)
    {
        ProcessingDescription? step = StepOf(output);
        int channel = output.IndexOfAxis(AxisIds.Channel);
        if (step is null || channel < 0)
        {
            return stated;
        }

        bool statesResult = stated.Axes[channel].FixedSize == 1;
        int channels = InstanceStepReasons.Channels(step) is int c and > 0 ? c : stated.Axes[channel].FixedSize;
        if (channels == 1)
        {
            reasons.Add($"the step {step.Name} of its output '{output.Id}' states no n_rays, and the output 1 channel;"
                + " expected one of them to tell the number of rays");
        }

        ImmutableArray<OutputAxisGeometry> other = [.. stated.Axes.Select(axis =>
        {
            double factor = GridOf(step, axis.Id);
            factor = statesResult ? 1 / factor : factor;
            return axis.Id == AxisIds.Channel
                ? axis with { FixedSize = statesResult ? channels : 1 }
                : axis.InputAxis < 0 ? axis : axis with { Ratio = axis.Ratio * factor, Offset = axis.Offset * factor };
        })];
        return statesResult
            ? new OutputGeometry(stated.Index, other) { AxesAfterSteps = stated.Axes, StatesResult = true }
            : stated with { AxesAfterSteps = other };
    }

    /// <summary>Where the network's channels are not those that the step takes.</summary>
    public static IEnumerable<string> ReasonsAgainst(
        OutputGeometry output, ModelDescription model, NetworkDescription network)
    {
        OutputDescription described = model.Outputs[output.Index];
        int channel = described.IndexOfAxis(AxisIds.Channel);
        ProcessingDescription? step = StepOf(described);
        ImmutableArray<int?> sizes = network.Outputs[output.Index].Sizes;
        if (step is not null && channel >= 0 && sizes.Length == output.Axes.Length
            && sizes[channel] is int found && found != output.Axes[channel].FixedSize)
        {
            string rays = step is ProcessingDescription.StarDistPostprocessing s ? $" with n_rays {s.Rays}" : "";
            yield return $"the step {step.Name}{rays} takes {output.Axes[channel].FixedSize} channels,"
                + $" and its network gives {found} as '{described.Id}'";
        }
    }

    private static ProcessingDescription? StepOf(OutputDescription output) =>
        output.Processing.FirstOrDefault(step => InstanceStepReasons.Channels(step) is not null);

    private static int GridOf(ProcessingDescription step, string axisId)
    {
        ImmutableArray<int> grid = step is ProcessingDescription.StarDistPostprocessing s ? s.Grid : [];
        int fromEnd = axisId switch { AxisIds.X => 1, AxisIds.Y => 2, AxisIds.Z => 3, _ => int.MaxValue };
        return fromEnd <= grid.Length ? grid[^fromEnd] : 1;
    }
}
