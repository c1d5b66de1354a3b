namespace BioZooCte.Instances.StarConvex;

/// <summary>
/// Makes labels of the probabilities and radial distances that a network gives: of candidates in the order of their
/// probability, each one that was not suppressed becomes an object and suppresses those that it overlaps.
/// Schmidt et al. 2018, arXiv:1806.03535; Weigert et al. 2020, arXiv:1908.03636.
/// </summary>
/// <param name="rule">The rule.</param>
internal sealed class StarConvexInstances(StarConvexRule rule)
{
    /// <summary>Makes labels, 1 for the most probable object and so on; 0 is background.</summary>
    /// <param name="values">
    /// Probabilities, then the distances along each ray in pixels of the image; each z, y, x in C order.
    /// </param>
    /// <param name="elements">The lengths of each of these maps.</param>
    /// <param name="labels">Receives the labels.</param>
    /// <param name="grid">Their lengths; objects beyond them are cut off.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The number of objects.</returns>
    /// <exception cref="ArgumentException">A probability, or a distance of a candidate, is not a number.</exception>
    public int Label(
        ReadOnlySpan<float> values,
        GridSize elements,
        Span<int> labels,
        GridSize grid,
        CancellationToken cancellationToken)
    {
        CandidateField field = new(rule, values, elements);
        int[] order = field.ByProbability();
        int[] kept = Select(field, values, order, cancellationToken);
        int[] drawn = new int[labels.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int label = i + 1;
            field.ShapeOf(kept[i], values).VisitRows(grid, (z, y, first, last) =>
            {
                int start = (((z * grid.Height) + y) * grid.Width) + first;
                foreach (ref int pixel in drawn.AsSpan(start, last - first + 1))
                {
                    pixel = Drawn(pixel, label);
                }
            });
        }

        for (int i = 0; i < drawn.Length; i++)
        {
            labels[i] = drawn[i] < 0 ? rule.OverlapLabel!.Value : drawn[i];
        }

        return kept.Length;
    }

    /// <summary>The more probable object, drawn before, keeps its pixels; −1 marks those of several.</summary>
    private int Drawn(int pixel, int label) =>
        pixel == 0 ? label : pixel != label && rule.OverlapLabel is not null ? -1 : pixel;

    private int[] Select(
        CandidateField field, ReadOnlySpan<float> values, int[] order, CancellationToken cancellationToken)
    {
        CandidateCells cells = new(field, order);
        List<int> kept = [];
        List<int> near = [];
        foreach (int candidate in order)
        {
            if (!cells.Remove(candidate))
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            kept.Add(candidate);
            StarShape winner = field.ShapeOf(candidate, values);
            cells.CollectNear(candidate, near);
            for (int i = 0; i < near.Count; i++)
            {
                if ((i & 63) == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                StarShape other = field.ShapeOf(near[i], values);
                if (ShapeOverlap.IsAbove(winner, other, rule.Rays.IsPlane, rule.OverlapThreshold))
                {
                    cells.Remove(near[i]);
                }
            }
        }

        return [.. kept];
    }
}
