namespace BioZooCte.Instances;

/// <summary>Makes labels of probabilities.</summary>
/// <param name="options">The rule; its method is not <see cref="InstanceMethod.Labels"/>.</param>
internal sealed class InstanceSegmenter(InstanceOptions options)
{
    /// <summary>Makes the labels of one image, numbered from 1; 0 is background.</summary>
    /// <remarks>
    /// Watershed with a boundary: the components of foreground without boundary are seeds, which grow over
    /// the boundary map within the foreground; what no seed reaches is divided into its components. Without:
    /// one seed for each peak of the foreground's distance map, which grow from the inside out.
    /// </remarks>
    /// <param name="foreground">The probability of foreground, z, y, x in C order; NaN is background.</param>
    /// <param name="boundary">The probability of boundaries between objects, or nothing.</param>
    /// <param name="grid">The lengths.</param>
    /// <param name="labels">Receives the labels.</param>
    /// <returns>The number of instances.</returns>
    /// <exception cref="ArgumentException">A boundary inside the foreground is not a number.</exception>
    public int Segment(
        ReadOnlySpan<float> foreground, ReadOnlySpan<float> boundary, GridSize grid, Span<int> labels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(foreground.Length, grid.Pixels, nameof(foreground));
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, grid.Pixels, nameof(labels));
        if (!boundary.IsEmpty)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(boundary.Length, grid.Pixels, nameof(boundary));
        }

        bool[] mask = new bool[grid.Pixels];
        for (int i = 0; i < mask.Length; i++)
        {
            mask[i] = foreground[i] > options.ForegroundThreshold;
        }

        int count = options.Method switch
        {
            InstanceMethod.Components => Components(mask, boundary, grid, labels),
            InstanceMethod.Watershed when boundary.IsEmpty => GrowOverDistances(mask, grid, labels),
            InstanceMethod.Watershed => GrowOverBoundary(mask, boundary, grid, labels),
            _ => throw new InvalidOperationException(
                "Labels that a model gives are not made of probabilities."),
        };
        if (options.FillHoles)
        {
            Holes.Fill(labels, grid);
        }

        return SmallObjects.Remove(labels, count, options.MinSize);
    }

    private int Components(bool[] mask, ReadOnlySpan<float> boundary, GridSize grid, Span<int> labels)
    {
        for (int i = 0; i < boundary.Length; i++)
        {
            mask[i] &= !(boundary[i] > options.BoundaryThreshold);
        }

        return ConnectedComponents.Label(mask, grid, options.Neighbours, labels);
    }

    private int GrowOverBoundary(bool[] mask, ReadOnlySpan<float> boundary, GridSize grid, Span<int> labels)
    {
        bool[] seeds = (bool[])mask.Clone();
        int count = Components(seeds, boundary, grid, labels);
        SetOutside(mask, labels);
        SeededWatershed.Grow(boundary, grid, options.Neighbours, labels);
        return AddUnreached(mask, grid, labels, count);
    }

    private int GrowOverDistances(bool[] mask, GridSize grid, Span<int> labels)
    {
        int[] distances = new int[mask.Length];
        DistanceTransform.Squared(mask, grid, distances);
        int count = DistancePeaks.Mark(distances, grid, options.SeedProminence, labels);
        SetOutside(mask, labels);
        for (int i = 0; i < distances.Length; i++)
        {
            distances[i] = -distances[i];
        }

        SeededWatershed.Grow<int>(distances, grid, options.Neighbours, labels);
        return count;
    }

    private static void SetOutside(bool[] mask, Span<int> labels)
    {
        for (int i = 0; i < mask.Length; i++)
        {
            if (!mask[i])
            {
                labels[i] = -1;
            }
        }
    }

    /// <summary>Gives the parts of a mask that have no label their own ones.</summary>
    private int AddUnreached(bool[] mask, GridSize grid, Span<int> labels, int count)
    {
        bool any = false;
        for (int i = 0; i < mask.Length; i++)
        {
            mask[i] &= labels[i] == 0;
            any |= mask[i];
        }

        if (!any)
        {
            return count;
        }

        int[] parts = new int[mask.Length];
        int added = ConnectedComponents.Label(mask, grid, options.Neighbours, parts);
        for (int i = 0; i < mask.Length; i++)
        {
            labels[i] += parts[i] == 0 ? 0 : count + parts[i];
        }

        return count + added;
    }
}
