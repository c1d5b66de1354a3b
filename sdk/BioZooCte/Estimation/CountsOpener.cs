using System.Collections.Immutable;

using BioZooCte.Agreement;
using BioZooCte.Consistency;
using BioZooCte.Results;
using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Estimation;

/// <summary>Opens the counts and votes of an image, with what is kept of its tiles.</summary>
/// <param name="output">How the output that holds the foreground lies over the image.</param>
/// <param name="classes">The classes that are counted beside the foreground.</param>
/// <param name="options">The planes, and at how many positions models are compared.</param>
/// <param name="store">Where votes stand; null where nobody compares the model with others.</param>
/// <param name="ledger">What is kept; null where nothing is.</param>
internal sealed class CountsOpener(
    OutputGeometry output, int classes, EstimationOptions options, VoteStore? store, ModelLedger? ledger)
{
    /// <summary>Opens an image.</summary>
    /// <param name="image">Its position.</param>
    /// <param name="sample">A sample of it.</param>
    /// <param name="pairs">The pairs that are counted.</param>
    /// <param name="keepsTiles">Whether tiles are kept before the image is whole.</param>
    public ImageCounts Open(
        int image, InputSample sample, ImmutableArray<(string Label, int Run)> pairs, bool keepsTiles)
    {
        ModelLedger? tiles = keepsTiles ? ledger : null;
        RestoredTiles kept = tiles?.FindTiles(image, pairs) ?? RestoredTiles.None;
        VoteReader? votes = OpenVotes(
            sample, tiles is null ? null : (order, runs) => tiles.KeepVotes(image, order, runs));
        foreach (VoteRun run in kept.Votes
            .Where(tile => Enumerable.Range(0, pairs.Length).All(pair => kept.Counts.ContainsKey((tile.Key, pair))))
            .SelectMany(tile => tile.Value))
        {
            votes?.Sheet.Write(run.Start, run.Votes.AsSpan()); // no pass will
        }

        return new ImageCounts(new BlockGrid(sample.Shape, output), pairs.Length, classes)
        {
            Reader = votes,
            Kept = kept.Counts,
            OnPairCounted = tiles is null
                ? null
                : (order, pair, one) => tiles.KeepPair(image, order, pairs[pair], one),
        };
    }

    private VoteReader? OpenVotes(InputSample sample, Action<int, IReadOnlyList<VoteRun>>? onPartRead)
    {
        TensorShape image = sample.ImageShape;
        ImmutableArray<(int Frame, int Slice)> planes =
            [.. options.Selection.Planes.Choose(image.SizeOf(AxisIds.Time), image.SizeOf(AxisIds.Z))];
        return store is null || planes.IsEmpty
            ? null
            : new VoteReader(
                store.Open(new VotePositions(
                    options.Seed,
                    sample.ImageName,
                    planes,
                    image.SizeOf(AxisIds.Y),
                    image.SizeOf(AxisIds.X),
                    options.AgreementSample)),
                output)
            {
                OnPartRead = onPartRead,
            };
    }
}
