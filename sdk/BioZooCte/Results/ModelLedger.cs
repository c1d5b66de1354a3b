using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

using BioZooCte.Agreement;
using BioZooCte.Consistency;
using BioZooCte.Ranking;

namespace BioZooCte.Results;

/// <summary>What a store keeps of one model for one ranking.</summary>
/// <param name="store">Where it is kept.</param>
/// <param name="question">What is asked of the model.</param>
/// <param name="images">The ranking's images, by position; null for one that is not kept.</param>
/// <param name="pairs">The perturbations and runs that are asked for.</param>
internal sealed class ModelLedger(
    IResultsStore store,
    ModelQuestion question,
    ImmutableArray<ImageIdentity?> images,
    ImmutableArray<(string Label, int Run)> pairs)
{
    /// <summary>Images, in their order, of which votes are read at a time: few queries, and little memory.</summary>
    public const int ImagesAtATime = 256;

    private readonly HashSet<ImageIdentity> _claims = [];
    private readonly string _asked = string.Join(' ', pairs.Select(pair => $"{pair.Label}#{pair.Run}"));
    private readonly Lock _turn = new();
    private IReadOnlyDictionary<ImageIdentity, IReadOnlyList<StoredCounts>>? _found;
    private IReadOnlyDictionary<ImageIdentity, string>? _failures;
    private IReadOnlyDictionary<ImageIdentity, StoredSample>? _samples;
    private volatile bool _isClosed;
    private int _firstSample;

    /// <summary>The user's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>At how many positions of an image models are compared; null for every pixel.</summary>
    public required int? AgreementSample { get; init; }

    /// <summary>
    /// Whether an image, by its position, is still the one that it was identified as: what another gave is not kept as its.
    /// </summary>
    public Func<int, bool> IsAsIdentified { get; init; } = _ => true;

    /// <summary>The model's name, which messages begin with.</summary>
    public required string ModelId { get; init; }

    /// <summary>Looks at what is kept by now.</summary>
    /// <exception cref="ResultsStoreException">It cannot be read.</exception>
    public void Refresh()
    {
        lock (_turn)
        {
            _found = store.FindCounts(question);
            _failures = store.FindRemarks(question, FailureKind);
            _samples = null;
        }
    }

    /// <summary>
    /// The pairs of an image that is not whole which need not be counted again. Where all are there, what is unperturbed is
    /// lost, and all are counted again with it.
    /// </summary>
    public ImmutableDictionary<(string Label, int Run), PairEvidence> PairsOf(int image)
    {
        if (images[image] is not ImageIdentity identity || FoundOf(identity) is not { } kept || kept.HasAll(pairs.AsSpan()))
        {
            return ImmutableDictionary<(string, int), PairEvidence>.Empty;
        }

        return Guard(() => kept
            .Where(one => pairs.Contains((one.Perturbation, one.Run)))
            .ToImmutableDictionary(
                one => (one.Perturbation, one.Run), one => Decode((one.Perturbation, one.Run), one.Counts)));
    }

    /// <summary>
    /// All that was asked of an image; null where a part of it was not kept at <see cref="Refresh"/>. Asked from many
    /// threads, of <see cref="ImagesAtATime"/> images after those before them.
    /// </summary>
    /// <param name="image">Its position.</param>
    /// <param name="source">Its path as given.</param>
    /// <param name="votes">Where its votes are put.</param>
    public RestoredImage? Find(int image, string source, VoteStore? votes)
    {
        if (images[image] is not ImageIdentity identity || _found is null)
        {
            return null;
        }

        if (FoundOf(identity) is not { } kept
            || !kept.HasAll(pairs.AsSpan())
            || SampleOf(image, identity) is not StoredSample sample)
        {
            return FindFailure(identity, source);
        }

        try
        {
            PairEvidence[] asked = new PairEvidence[pairs.Length];
            for (int i = 0; i < asked.Length; i++)
            {
                asked[i] = Decode(pairs[i], kept[kept.PlaceOf(pairs[i])].Counts);
            }

            return new RestoredImage(
                new ImageEvidence(source, null, ImmutableCollectionsMarshal.AsImmutableArray(asked))
                {
                    Votes = votes is null
                        ? null
                        : VotesCodec.Decode(sample.Votes, Seed, identity.Name, AgreementSample, votes),
                },
                sample.ChangesResult);
        }
        catch (Exception e) when (IsOfOtherBytes(e))
        {
            throw Damaged(e);
        }
    }

    private IReadOnlyList<StoredCounts>? FoundOf(ImageIdentity identity) => _found?.GetValueOrDefault(identity);

    /// <summary>Why an image gave nothing; null where that is not kept. What was measured, here or elsewhere, comes first.</summary>
    private RestoredImage? FindFailure(ImageIdentity identity, string source) =>
        _failures!.TryGetValue(identity, out string? failure)
            ? new RestoredImage(
                new ImageEvidence(
                    source,
                    FailureText.Show(failure, ModelId, source),
                    [.. pairs.Select(pair => new PairEvidence(pair.Label, pair.Run, [], []))]),
                ChangesResult: false)
            : null;

    /// <summary>
    /// Claims an image; one that is not kept is everybody's. False where another process has it, or had it since
    /// <see cref="Refresh"/> and is done: then it is found the next time.
    /// </summary>
    public bool TryClaim(int image)
    {
        if (images[image] is not ImageIdentity identity)
        {
            return true;
        }

        if (!store.TryClaim(question, identity))
        {
            return false;
        }

        lock (_turn)
        {
            _claims.Add(identity);
        }

        bool isWhole = store.FindCounts(question, identity).GetValueOrDefault(identity) is { } kept
            && kept.HasAll(pairs.AsSpan())
            && store.FindSamples(question, [identity]).Count > 0;
        bool isKept = isWhole || store.FindRemark(question, identity, FailureKind) is not null;
        if (isKept)
        {
            Release(image);
        }

        return !isKept;
    }

    /// <summary>Ends the claim on an image that gave nothing to be kept.</summary>
    public void Release(int image)
    {
        if (images[image] is ImageIdentity identity)
        {
            store.Release(question, identity);
            Forget(identity);
        }
    }

    /// <summary>Ends all claims that are left. What a store does not do here, it does when it is closed.</summary>
    public void ReleaseClaims()
    {
        ImageIdentity[] left;
        lock (_turn)
        {
            left = [.. _claims];
            _claims.Clear();
        }

        foreach (ImageIdentity identity in left)
        {
            try
            {
                store.Release(question, identity);
            }
            catch (ResultsStoreException)
            {
                // Whatever ended the work is said; a claim that nobody holds any more does not count.
            }
        }
    }

    /// <summary>Keeps nothing any more: what is measured is not what the question asks.</summary>
    public void StopKeeping() => _isClosed = true;

    /// <summary>Whether an image is claimed, so that there is nothing to do but wait.</summary>
    public bool IsClaimed(int image) =>
        images[image] is ImageIdentity identity && store.IsClaimed(question, identity);

    /// <summary>The tiles of an image that are kept.</summary>
    /// <param name="image">Its position.</param>
    /// <param name="counted">The pairs that are counted now, which are those that the tiles' counts are asked for.</param>
    public RestoredTiles FindTiles(int image, ImmutableArray<(string Label, int Run)> counted)
    {
        if (images[image] is not ImageIdentity identity)
        {
            return RestoredTiles.None;
        }

        IReadOnlyList<StoredTile> tiles = store.FindTiles(question, identity);
        return Guard(() =>
        {
            Dictionary<int, ImmutableArray<VoteRun>> votes = tiles
                .Where(one => one.Perturbation.Length == 0)
                .ToDictionary(one => one.Tile, one => VotesCodec.DecodeTile(one.Data));
            Dictionary<(int, int), TilePairCounts> counts = [];
            foreach (StoredTile tile in tiles.Where(one => one.Perturbation.Length > 0 && votes.ContainsKey(one.Tile)))
            {
                int pair = counted.IndexOf((tile.Perturbation, tile.Run));
                if (pair >= 0)
                {
                    counts[(tile.Tile, pair)] = CountsCodec.DecodeTile(tile.Data);
                }
            }

            return new RestoredTiles(counts, votes);
        });
    }

    /// <summary>Keeps the votes of a tile.</summary>
    public void KeepVotes(int image, int tile, IReadOnlyList<VoteRun> runs) =>
        Keep(image, tile, ("", 0), () => VotesCodec.Encode(runs));

    /// <summary>Keeps the counts of a pair of a tile.</summary>
    public void KeepPair(int image, int tile, (string Label, int Run) pair, TilePairCounts counts) =>
        Keep(image, tile, pair, () => CountsCodec.Encode(counts));

    /// <summary>Keeps an image that is whole.</summary>
    /// <param name="image">Its position.</param>
    /// <param name="found">What was measured; an error is kept as the image's.</param>
    /// <param name="hasBegun">Whether its passes had begun, for one that failed.</param>
    /// <param name="changesResult">Whether it was cut into tiles though the result depends on that.</param>
    /// <param name="seconds">How long the unperturbed passes took, and those of each pair.</param>
    public void KeepImage(
        int image, ImageEvidence found, bool hasBegun, bool changesResult, Func<(string Label, int Run)?, double> seconds)
    {
        if (_isClosed || images[image] is not ImageIdentity identity)
        {
            Release(image);
            return;
        }

        if (found.Error is string error)
        {
            if (hasBegun)
            {
                store.SaveRemark(question, identity, BegunKind, "");
            }

            store.SaveRemark(question, identity, FailureKind, FailureText.Hide(error, ModelId, found.Source));
            Release(image);
            return;
        }

        store.SaveImage(
            question,
            identity,
            [
                .. found.Pairs.Select(pair => new StoredPair(
                    pair.Perturbation,
                    pair.Run,
                    pair.Total,
                    CountsCodec.Encode(pair.Blocks, pair.Classes),
                    seconds((pair.Perturbation, pair.Run)))),
            ],
            new StoredSample(VotesCodec.Encode(found.Votes), changesResult, seconds(null)));
        Forget(identity);
    }

    /// <summary>The range of an image's first prediction, where that decided what the values are.</summary>
    /// <returns>Null where it is not known; a range of null where the image gave none, as one that is not to be run.</returns>
    public ObservedRange? FindRange(int image)
    {
        if (images[image] is not ImageIdentity identity)
        {
            return null;
        }

        string? text = store.FindRemark(question, identity, RemarkText.RangeKind);
        bool gaveNone = _failures?.ContainsKey(identity) == true
            && !_found!.ContainsKey(identity)
            && store.FindRemark(question, identity, BegunKind) is null;
        return text is not null ? Guard(() => RemarkText.ToRange(text)) : gaveNone ? new ObservedRange(null) : null;
    }

    /// <summary>Keeps the range of an image's first prediction; null where it gave none.</summary>
    public void KeepRange(int image, (float Low, float High)? range)
    {
        if (!_isClosed && images[image] is ImageIdentity identity)
        {
            store.SaveRemark(question, identity, RemarkText.RangeKind, RemarkText.OfRange(range));
        }
    }

    /// <summary>Why the model cannot be run as asked; null where that is not known.</summary>
    public ImmutableArray<string>? FindRefusal() => store.FindRemark(question, null, RefusalKind) is string text
        ? Guard(() => RemarkText.ToRefusal(text))
        : null;

    /// <summary>Keeps why the model cannot be run as asked.</summary>
    public void KeepRefusal(ImmutableArray<string> reasons) =>
        store.SaveRemark(question, null, RefusalKind, RemarkText.OfRefusal(reasons));

    private void Forget(ImageIdentity identity)
    {
        lock (_turn)
        {
            _claims.Remove(identity);
        }
    }

    private string FailureKind => $"{RemarkText.FailureKind} {_asked}";

    private string BegunKind => $"{RemarkText.BegunKind} {_asked}";

    private string RefusalKind => $"{RemarkText.RefusalKind} {_asked}";

    private static PairEvidence Decode((string Label, int Run) pair, ReadOnlyMemory<byte> counts)
    {
        (ImmutableArray<PairCounts> blocks, ImmutableArray<PairCounts> classes) = CountsCodec.Decode(counts);
        return new PairEvidence(pair.Label, pair.Run, blocks, classes);
    }

    /// <summary>What is kept of an image unperturbed: read with that of the images after it.</summary>
    private StoredSample? SampleOf(int image, ImageIdentity identity)
    {
        lock (_turn)
        {
            int first = image - (image % ImagesAtATime);
            if (_samples is null || first != _firstSample)
            {
                _samples = store.FindSamples(
                    question,
                    [
                        .. images.Skip(first).Take(ImagesAtATime)
                            .Where(one => one is ImageIdentity known && _found!.ContainsKey(known))
                            .Select(one => one!.Value),
                    ]);
                _firstSample = first;
            }

            return _samples.GetValueOrDefault(identity);
        }
    }

    private void Keep(int image, int tile, (string Label, int Run) pair, Func<byte[]> encode)
    {
        if (!_isClosed && images[image] is ImageIdentity identity && IsAsIdentified(image))
        {
            store.SaveTile(question, identity, new StoredTile(tile, pair.Label, pair.Run, encode()));
        }
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (IsOfOtherBytes(e))
        {
            throw Damaged(e);
        }
    }

    private static bool IsOfOtherBytes(Exception e) =>
        e is InvalidDataException or EndOfStreamException or FormatException or JsonException;

    private ResultsStoreException Damaged(Exception e) => new(
        store.Location,
        $"what is kept of {ModelId} cannot be read ({e.Message.TrimEnd('.')})",
        "what BioZooCte wrote (zoocte store verify names what is damaged)",
        e);
}
