using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models;

/// <summary>Networks that a reader can compute; inputs from 0 to 255 give probabilities.</summary>
internal static class FakeNetworks
{
    /// <summary>The mean of 3 × 3 neighbours, 0 beyond the borders, by 255.</summary>
    public static void MeanOfNeighbours(AxisTensor input, AxisTensor output)
    {
        int rows = input.Shape.SizeOf(AxisIds.Y);
        int columns = input.Shape.SizeOf(AxisIds.X);
        ReadOnlySpan<float> from = input.AsSpan<float>();
        Span<float> to = output.AsSpan<float>();
        for (int i = 0; i < to.Length; i++)
        {
            (int row, int x) = Math.DivRem(i, columns);
            int y = row % rows;
            float sum = 0;
            for (int dy = -1; dy <= 1; dy++)
            {
                for (int dx = -1; dx <= 1; dx++)
                {
                    bool isInside = y + dy >= 0 && y + dy < rows && x + dx >= 0 && x + dx < columns;
                    sum += isInside ? from[i + (dy * columns) + dx] : 0;
                }
            }

            to[i] = Math.Clamp(sum / 9 / 255, 0, 1);
        }
    }

    /// <summary>Each element by 255, whatever the shape.</summary>
    public static void Pixelwise(AxisTensor input, AxisTensor output)
    {
        ReadOnlySpan<float> from = input.AsSpan<float>();
        Span<float> to = output.AsSpan<float>();
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = Math.Clamp(from[i] / 255, 0, 1);
        }
    }

    /// <summary>Each element as it is.</summary>
    public static void Identity(AxisTensor input, AxisTensor output) =>
        input.AsSpan<float>().CopyTo(output.AsSpan<float>());
}
