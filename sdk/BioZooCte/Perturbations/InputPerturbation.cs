using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;

using BioZooCte.Tensors;

namespace BioZooCte.Perturbations;

/// <summary>
/// A small change to the input of a model; <see cref="KnownPerturbations"/> has them by name.
/// </summary>
public abstract class InputPerturbation
{
    private const int Chunk = 1024;

    private protected InputPerturbation(string name, double strength, string? label)
    {
        Name = name;
        Strength = strength;
        Label = label ?? Canonical(name, strength);
    }

    /// <summary>The name on the command line, such as <c>gamma</c>.</summary>
    public string Name { get; }

    /// <summary>How strong it is: the value itself, not a range that it is drawn from.</summary>
    public double Strength { get; }

    /// <summary>Name and strength as they were given, such as <c>gamma:1.5</c>.</summary>
    public string Label { get; }

    /// <summary>Whether it differs from run to run.</summary>
    public abstract bool IsRandom { get; }

    /// <summary>Whether it takes the mean of the whole sample.</summary>
    public virtual bool NeedsMean => false;

    /// <inheritdoc/>
    public sealed override string ToString() => Label;

    /// <summary>
    /// Changes a tensor in place: each value is brought into the unit of its channel, changed there in double
    /// precision, and brought back. Nothing is clipped.
    /// </summary>
    /// <param name="tensor">float32 or float64, any axes.</param>
    /// <param name="region">Where the tensor lies in the whole, unpadded input of the model.</param>
    /// <param name="context">What is known of the sample.</param>
    /// <exception cref="ArgumentException">The region reaches over the edge, or the tensor does not fit
    /// it.</exception>
    internal void Perturb(AxisTensor tensor, TensorRegion region, PerturbationContext context)
    {
        if (!region.IsInside)
        {
            throw new ArgumentException(
                $"{region} of {region.Whole}; expected a region inside it.", nameof(region));
        }

        if (!tensor.Shape.Equals(region.Shape))
        {
            throw new ArgumentException(
                $"{tensor.Shape}; expected the region's {region.Shape}.", nameof(tensor));
        }

        switch (tensor.ElementType)
        {
            case ElementType.Float32:
                Perturb(tensor.AsSpan<float>(), region, context);
                break;
            case ElementType.Float64:
                Perturb(tensor.AsSpan<double>(), region, context);
                break;
            default:
                throw new ArgumentException(
                    $"A tensor of {tensor.ElementType.Name()}; expected float32 or float64.", nameof(tensor));
        }
    }

    /// <summary>Name and strength, always written in the same way.</summary>
    internal static string Canonical(string name, double strength) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}:{strength:R}");

    /// <summary>Changes values that are in their unit and follow one another along x.</summary>
    private protected abstract void Change(
        Span<double> values, VoxelPosition start, PerturbationContext context);

    private void Perturb<T>(Span<T> elements, TensorRegion region, PerturbationContext context)
        where T : unmanaged, INumber<T>
    {
        Span<double> buffer = stackalloc double[Chunk];
        foreach (VoxelRun run in VoxelRun.Of(region))
        {
            double origin = context.OriginOf(run.Start.Channel);
            double scale = context.ScaleOf(run.Start.Channel);
            for (int done = 0; done < run.Length; done += Chunk)
            {
                Span<double> values = buffer[..Math.Min(Chunk, run.Length - done)];
                Span<T> piece = elements[(run.Offset + (done * run.Stride))..];
                Gather<T>(piece, run.Stride, values);
                TensorPrimitives.Subtract(values, origin, values);
                TensorPrimitives.Divide(values, scale, values);
                Change(values, run.Start with { Column = run.Start.Column + done }, context);
                TensorPrimitives.Multiply(values, scale, values);
                TensorPrimitives.Add(values, origin, values);
                Scatter(values, piece, run.Stride);
            }
        }
    }

    private static void Gather<T>(ReadOnlySpan<T> elements, int stride, Span<double> values)
        where T : unmanaged, INumber<T>
    {
        if (stride == 1)
        {
            TensorPrimitives.ConvertTruncating(elements[..values.Length], values);
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = double.CreateTruncating(elements[i * stride]);
        }
    }

    private static void Scatter<T>(ReadOnlySpan<double> values, Span<T> elements, int stride)
        where T : unmanaged, INumber<T>
    {
        if (stride == 1)
        {
            TensorPrimitives.ConvertTruncating(values, elements);
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            elements[i * stride] = T.CreateTruncating(values[i]);
        }
    }
}
