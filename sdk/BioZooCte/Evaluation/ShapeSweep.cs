using System.Globalization;

using BioZooCte.Errors;
using BioZooCte.Models;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Evaluation;

/// <summary>Runs other sizes that the RDF allows, and holds the outputs' sizes against the rules that it states.</summary>
internal static class ShapeSweep
{
    private const int Steps = 3;

    private static readonly int[] FreeBatches = [1, 2];

    /// <summary>Whether the RDF allows other sizes: an input's axis has a least length and a step.</summary>
    public static bool IsDue(ModelDescription model) =>
        model.Inputs.Any(i => i.Axes.Any(a => a.Size is AxisSize.Parameterized));

    /// <summary><c>passes</c>, or <c>fails: …</c> with the first size that does not do what the RDF says.</summary>
    public static async Task<string> RunAsync(
        ModelDescription model,
        NetworkDescription network,
        TestPass pass,
        IReadOnlyList<AxisTensor?> inputs,
        CancellationToken cancellationToken)
    {
        if (FixedSizes(model, network) is string sizes)
        {
            return $"fails: the graph is fixed at {sizes}, the RDF says otherwise";
        }

        int?[] batches = model.Inputs.Any(i => i.Axes.Any(IsFreeBatch)) ? [.. FreeBatches] : [null];
        foreach ((int n, int? batch) in Enumerable.Range(0, Steps).SelectMany(n => batches.Select(b => (n, b))))
        {
            TensorShape?[] shapes =
                [.. inputs.Select((t, i) => t is null ? null : ShapeAt(model, i, n, batch, t.Shape))];
            FollowReferences(model, shapes);
            string at = string.Join("; ", shapes.Where(s => s is not null));
            try
            {
                IReadOnlyList<AxisTensor> outputs = await pass.RunAsync(
                    [.. inputs.Select((t, i) => t is null ? null : AxisResize.To(t, shapes[i]!))], cancellationToken)
                    .ConfigureAwait(false);
                if (FirstDeviation(model, shapes, outputs) is string deviation)
                {
                    return $"fails: at {at} {deviation}";
                }
            }
            catch (BioZooCteException e)
            {
                return $"fails: at {at}: {ModelTester.ReasonOf(e)}";
            }
        }

        return "passes";
    }

    /// <summary>The spatial sizes that the graph fixes though the RDF does not; null where there are none.</summary>
    private static string? FixedSizes(ModelDescription model, NetworkDescription network)
    {
        for (int i = 0; i < Math.Min(model.Inputs.Length, network.Inputs.Length); i++)
        {
            InputDescription input = model.Inputs[i];
            int[] spatial = [.. Enumerable.Range(0, Math.Min(input.Axes.Length, network.Inputs[i].Sizes.Length))
                .Where(a => input.Axes[a].Type == AxisType.Space && network.Inputs[i].Sizes[a] is not null)];
            if (spatial.Any(a => input.Axes[a].Size is AxisSize.Parameterized))
            {
                return string.Join(" x ", spatial.Select(a => network.Inputs[i].Sizes[a]));
            }
        }

        return null;
    }

    private static bool IsFreeBatch(AxisDescription axis) =>
        axis is { Type: AxisType.Batch, Size: AxisSize.Free };

    private static TensorShape ShapeAt(ModelDescription model, int input, int n, int? batch, TensorShape test) =>
        new(test.Select((axis, a) => model.Inputs[input].Axes[a] switch
        {
            { Size: AxisSize.Parameterized size } => axis with { Size = size.Min + (n * size.Step) },
            AxisDescription free when IsFreeBatch(free) && batch is int count => axis with { Size = count },
            _ => axis,
        }));

    private static void FollowReferences(ModelDescription model, TensorShape?[] shapes)
    {
        for (int i = 0; i < shapes.Length; i++)
        {
            if (shapes[i] is TensorShape shape)
            {
                shapes[i] = new TensorShape(shape.Select((axis, a) =>
                    model.Inputs[i].Axes[a].Size is AxisSize.Referenced rule
                        && LengthOf(model, shapes, rule) is int length
                        ? axis with { Size = length }
                        : axis));
            }
        }
    }

    private static int? LengthOf(ModelDescription model, TensorShape?[] inputs, AxisSize.Referenced rule)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (model.Inputs[i].Id == rule.TensorId && inputs[i]?.Has(rule.AxisId) == true)
            {
                return (int)Math.Floor((inputs[i]!.SizeOf(rule.AxisId) * rule.Ratio) + rule.Offset + 1e-6);
            }
        }

        return null;
    }

    private static string? FirstDeviation(
        ModelDescription model, TensorShape?[] inputs, IReadOnlyList<AxisTensor> outputs)
    {
        for (int o = 0; o < outputs.Count; o++)
        {
            OutputDescription output = model.Outputs[o];
            for (int a = 0; a < output.Axes.Length; a++)
            {
                int found = outputs[o].Shape[a].Size;
                (int least, int greatest) = output.Axes[a].Size switch
                {
                    AxisSize.Fixed size => (size.Size, size.Size),
                    AxisSize.Referenced rule when LengthOf(model, inputs, rule) is int length => (length, length),
                    AxisSize.DataDependent size => (size.Min, size.Max ?? int.MaxValue),
                    _ => (0, int.MaxValue),
                };
                if (found < least || found > greatest)
                {
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"the output '{output.Id}' has {found} along '{output.Axes[a].Id}'; expected {(least == greatest ? $"{least}" : $"{least} to {greatest}")}");
                }
            }
        }

        return null;
    }
}
