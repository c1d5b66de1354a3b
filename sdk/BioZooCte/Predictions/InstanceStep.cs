using System.Collections.Immutable;

using BioZooCte.Instances;
using BioZooCte.Instances.Flows;
using BioZooCte.Instances.StarConvex;
using BioZooCte.Models;
using BioZooCte.Models.Processing;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Predictions;

/// <summary>Runs the steps of an output of which one makes labels of instances: on all of it at once.</summary>
/// <param name="modelId">The model, for messages.</param>
/// <param name="processing">The output's steps.</param>
internal sealed class InstanceStep(string modelId, TensorProcessing processing)
{
    private readonly ProcessingOperation.Instances _step = processing.InstanceStep!;

    /// <summary>Runs the steps on what was put together, which is disposed when that is done.</summary>
    /// <param name="raw">The network's output.</param>
    /// <param name="shape">The shape of the labels, with the network's axes.</param>
    /// <param name="statistics">The statistics that the steps take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ModelRunException">The output does not become labels.</exception>
    public async Task<PredictionCanvas> RunAsync(
        PredictionCanvas raw, TensorShape shape, ProcessingStatistics statistics, CancellationToken cancellationToken)
    {
        AxisTensor tensor;
        try
        {
            tensor = await raw.ReadAsync(TensorRegion.All(raw.Shape), cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            throw new ModelRunException(
                modelId, $"{_step.Place}: {e.Message} Expected smaller images: instances are made of the whole.", e);
        }

        AxisTensor labels = Run(tensor, shape, statistics, cancellationToken);
        PredictionCanvas canvas = new(labels.Shape, labels.ElementType);
        canvas.Paste(labels, TensorRegion.All(labels.Shape));
        raw.Dispose();
        return canvas;
    }

    /// <summary>Runs the steps on a whole output.</summary>
    /// <param name="raw">The network's output.</param>
    /// <param name="shape">The shape of the labels; null for what the output covers.</param>
    /// <param name="statistics">The statistics that the steps take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The labels, after the casts that follow.</returns>
    /// <exception cref="ModelRunException">The output does not become labels.</exception>
    public AxisTensor Run(
        AxisTensor raw, TensorShape? shape, ProcessingStatistics statistics, CancellationToken cancellationToken)
    {
        AxisTensor values = processing.ApplyBeforeInstances(raw, statistics);
        TensorShape target = shape ?? ShapeOf(raw.Shape);
        int samples = raw.Shape.SizeOf(AxisIds.Batch);
        string[] axes = [AxisIds.Batch, AxisIds.Channel, AxisIds.Z, AxisIds.Y, AxisIds.X];
        AxisTensor ordered = AxisOrder.Reorder(values, axes);
        AxisTensor labels = new(
            new TensorShape(axes.Select(id => new TensorAxis(id, target.SizeOf(id)))), ElementType.Int32);
        try
        {
            for (int sample = 0; sample < samples; sample++)
            {
                int size = ordered.Count / samples;
                int pixels = labels.Count / samples;
                int count = Label(
                    ordered.AsSpan<float>().Slice(sample * size, size),
                    raw.Shape,
                    labels.AsSpan<int>().Slice(sample * pixels, pixels),
                    target,
                    cancellationToken);
                ThrowIfTooMany(count);
            }
        }
        catch (ArgumentException e)
        {
            throw new ModelRunException(modelId, $"{_step.Place}: {e.Message}", e);
        }

        AxisTensor arranged = AxisOrder.Reorder(labels, [.. target.Select(a => a.Id)]);
        return processing.ApplyAfterInstances(arranged, statistics);
    }

    private int Label(
        ReadOnlySpan<float> values, TensorShape raw, Span<int> labels, TensorShape target, CancellationToken token)
    {
        GridSize elements = new(raw.SizeOf(AxisIds.Z), raw.SizeOf(AxisIds.Y), raw.SizeOf(AxisIds.X));
        GridSize grid = new(target.SizeOf(AxisIds.Z), target.SizeOf(AxisIds.Y), target.SizeOf(AxisIds.X));
        int channels = raw.SizeOf(AxisIds.Channel);
        switch (_step.Step)
        {
            case ProcessingDescription.StarDistPostprocessing step:
                int rays = step.Rays ?? (channels - 1);
                Expect(channels == rays + 1 && rays >= 3, channels, $"{rays + 1}, the probability and {rays} distances");
                return new StarConvexInstances(RuleOf(step, rays)).Label(values, elements, labels, grid, token);
            case ProcessingDescription.CellposeFlowDynamics step:
                int expected = step.IsVolume ? 4 : 3;
                Expect(channels == expected, channels, $"{expected}, flows and a logit");
                FlowInstances flows = new(new FlowRule(step.ObjectThreshold, step.FlowThreshold, step.MinSize));
                return step.IsVolume
                    ? flows.Label(values, elements, labels, token)
                    : LabelSlices(flows, values, channels, elements, labels, token);
            default:
                throw new InvalidOperationException($"{_step.Place} makes no labels.");
        }
    }

    /// <summary>Flows along y and x alone: each slice has its own objects.</summary>
    private static int LabelSlices(
        FlowInstances flows,
        ReadOnlySpan<float> values,
        int channels,
        GridSize grid,
        Span<int> labels,
        CancellationToken token)
    {
        GridSize plane = new(1, grid.Height, grid.Width);
        float[] slice = new float[channels * plane.Pixels];
        int total = 0;
        for (int z = 0; z < grid.Depth; z++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                values.Slice((channel * grid.Pixels) + (z * plane.Pixels), plane.Pixels)
                    .CopyTo(slice.AsSpan(channel * plane.Pixels));
            }

            Span<int> own = labels.Slice(z * plane.Pixels, plane.Pixels);
            int count = flows.Label(slice, plane, own, token);
            for (int i = 0; i < own.Length; i++)
            {
                own[i] += own[i] > 0 ? total : 0;
            }

            total += count;
        }

        return total;
    }

    private static StarConvexRule RuleOf(ProcessingDescription.StarDistPostprocessing step, int rays)
    {
        bool isPlane = step.Grid.Length == 2;
        StarRays directions =
            isPlane ? StarRays.Plane(rays) : StarRays.Volume(rays, step.Anisotropy ?? [1, 1, 1]);
        ImmutableArray<int> grid = isPlane ? [1, .. step.Grid] : step.Grid;
        ImmutableArray<int> border = isPlane ? [0, 0, .. step.Border] : step.Border;
        return new StarConvexRule(
            directions, step.ProbabilityThreshold, step.OverlapThreshold, grid, border, step.OverlapLabel);
    }

    private TensorShape ShapeOf(TensorShape raw)
    {
        ImmutableArray<int> grid = _step.Step is ProcessingDescription.StarDistPostprocessing step ? step.Grid : [];
        return new TensorShape(raw.Select(axis =>
        {
            int fromEnd = axis.Id switch { AxisIds.X => 1, AxisIds.Y => 2, AxisIds.Z => 3, _ => int.MaxValue };
            return axis.Id == AxisIds.Channel ? axis with { Size = 1 }
                : fromEnd <= grid.Length ? axis with { Size = axis.Size * grid[^fromEnd] }
                : axis;
        }));
    }

    private void ThrowIfTooMany(int count)
    {
        double most = processing.ResultType switch
        {
            ElementType.Bool => 1,
            ElementType.UInt8 => byte.MaxValue,
            ElementType.Int8 => sbyte.MaxValue,
            ElementType.UInt16 => ushort.MaxValue,
            ElementType.Int16 => short.MaxValue,
            ElementType.Float32 => 1 << 24,
            _ => int.MaxValue,
        };
        if (_step.Step is ProcessingDescription.CellposeFlowDynamics { Type: ElementType.UInt16 })
        {
            most = Math.Min(most, ushort.MaxValue);
        }

        if (count > most)
        {
            throw new ModelRunException(
                modelId,
                $"{_step.Place} gives {count} labels, which {processing.ResultType.Name()} does not hold;"
                + $" expected at most {most:0}");
        }
    }

    private void Expect(bool isSo, int found, string expected)
    {
        if (!isSo)
        {
            throw new ModelRunException(modelId, $"{_step.Place} was given {found} channels; expected {expected}");
        }
    }
}
