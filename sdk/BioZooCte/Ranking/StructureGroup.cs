using System.Collections.Immutable;
using System.Runtime.InteropServices;

using BioZooCte.Agreement;
using BioZooCte.Numerics;

namespace BioZooCte.Ranking;

/// <summary>Models that segment the same structure, compared with one another on every image.</summary>
internal sealed class StructureGroup
{
    private readonly ImmutableArray<MeasuredModel> _models;
    private readonly ImmutableArray<int> _voteGroups;
    private readonly bool[] _responds;
    private readonly List<ComparedImage>[] _compared;
    private readonly List<double> _firmness = [];

    // The place of each model among those that voted on any image; −1 of the others.
    private readonly int[] _places;
    private readonly int _voters;

    // On each image with several votes, of each voter with each before it (PairPlace); NaN where it is not defined.
    private readonly List<double[]> _overlaps = [];
    private readonly HashSet<int> _voted = [];

    private StructureGroup(string name, ImmutableArray<MeasuredModel> models, ImmutableArray<int> voteGroups)
    {
        Name = name;
        _models = models;
        _voteGroups = voteGroups;
        _responds = [.. models.Select(model => model.Images.Any(image => image.Differs))];
        _compared = [.. models.Select(_ => new List<ComparedImage>())];
        int voters = 0;
        _places =
        [
            .. models.Select(model => model.Images.Any(image => image.Votes is not null) ? voters++ : -1),
        ];
        _voters = voters;
    }

    /// <summary>The structure.</summary>
    public string Name { get; }

    /// <summary>The models, by identifier.</summary>
    public ImmutableArray<ComparedModel> Models { get; private set; } = [];

    /// <summary>The number of votes; models with one vote count as one.</summary>
    public int Votes => _voted.Select(m => _voteGroups[m]).Distinct().Count();

    /// <summary>The median over images; null where no model voted.</summary>
    public double? Firmness { get; private set; }

    /// <summary>The mean IoU of each two models, median over images; null where it is not defined.</summary>
    public double?[][] Overlaps { get; private set; } = [];

    /// <summary>The positions of the models of two camps; empty where there are none.</summary>
    public ImmutableArray<ImmutableArray<int>> Camps { get; private set; } = [];

    /// <summary>Compares models.</summary>
    /// <param name="name">The structure.</param>
    /// <param name="models">Those that ran, by identifier.</param>
    /// <param name="voteGroups">Of each; models of the same one share a vote.</param>
    /// <param name="threshold">Above it a probability is foreground.</param>
    /// <param name="imageCount">The images of the ranking.</param>
    /// <param name="threads">Images that are compared at the same time.</param>
    public static StructureGroup Compare(
        string name,
        ImmutableArray<MeasuredModel> models,
        ImmutableArray<int> voteGroups,
        double threshold,
        int imageCount,
        int threads)
    {
        StructureGroup group = new(name, models, voteGroups);
        Comparison?[] found = new Comparison?[imageCount];
        int room = VoteChunk.RoomFor(threads);
        ParallelLoop.For(imageCount, threads, position => found[position] = group.CompareOn(position, threshold, room));
        foreach (Comparison comparison in found.OfType<Comparison>())
        {
            group.Take(comparison);
        }

        group.Conclude(threads);
        return group;
    }

    /// <summary>Compares the models that voted at the same positions of an image; null where none did.</summary>
    private Comparison? CompareOn(int position, double threshold, int room)
    {
        List<int> members = new(_models.Length);
        List<Voter> voters = new(_models.Length);
        for (int m = 0; m < _models.Length; m++)
        {
            if (_models[m].ImageAt(position) is { Votes: { IsComplete: true } votes } image
                && (voters.Count == 0 || votes.Positions.IsSameAs(voters[0].Votes.Positions)))
            {
                members.Add(m);

                // A model of which no value changes anywhere shows nothing by that, and would else outweigh all others.
                voters.Add(new Voter(votes, _responds[m] ? image.Overlap : null, _voteGroups[m]));
            }
        }

        if (voters.Count == 0)
        {
            return null;
        }

        ImageConsensus consensus = ConsensusFinder.Find(voters, threshold, room);
        using PairwiseCounts between = consensus.Between;
        return new Comparison(
            consensus.Firmness,
            members,
            members.Count > 1 ? OverlapsOf(members, between) : null,
            [.. consensus.Against.Select(blocks => blocks.IsEmpty ? null : new ComparedImage(position, blocks))]);
    }

    private double[] OverlapsOf(List<int> members, PairwiseCounts between)
    {
        double[] overlaps = new double[PairPlace.Of(_voters, 0)];
        Array.Fill(overlaps, double.NaN);
        double[] row = new double[members.Count];
        for (int v = 0; v < members.Count; v++)
        {
            between.WriteOverlaps(v, row);
            int place = _places[members[v]];
            for (int other = 0; other < v; other++)
            {
                overlaps[PairPlace.Of(place, _places[members[other]])] = row[other];
            }
        }

        return overlaps;
    }

    private void Take(Comparison comparison)
    {
        _firmness.Add(comparison.Firmness);
        if (comparison.Overlaps is not null)
        {
            _overlaps.Add(comparison.Overlaps);
        }

        for (int v = 0; v < comparison.Members.Count; v++)
        {
            int model = comparison.Members[v];
            _voted.Add(model);
            if (comparison.Against[v] is ComparedImage image)
            {
                _compared[model].Add(image);
            }
        }
    }

    private void Conclude(int threads)
    {
        Firmness = SampleMedian.Of(CollectionsMarshal.AsSpan(_firmness));
        Models =
        [
            .. _models.Select((model, m) => new ComparedModel(
                model, _voted.Contains(m) ? _voteGroups[m] : null, [.. _compared[m]])),
        ];
        Overlaps = [.. _models.Select(_ => new double?[_models.Length])];
        ParallelLoop.For(_models.Length, threads, a =>
        {
            double[] room = new double[_overlaps.Count];
            for (int b = 0; b <= a; b++)
            {
                Overlaps[a][b] = OverlapOf(a, b, room);
                Overlaps[b][a] = Overlaps[a][b];
            }
        });
        int[] voted = [.. _voted.Order()];
        Camps =
        [
            .. CampFinder
                .Find([.. voted.Select(a => voted.Select(b => Overlaps[a][b]).ToArray())], [.. voted.Select(m => _voteGroups[m])])
                .Select(camp => camp.Select(i => voted[i]).ToImmutableArray()),
        ];
    }

    /// <summary>The median of how far a model overlaps with one before it, over the images on which both voted.</summary>
    private double? OverlapOf(int model, int earlier, double[] room)
    {
        if (model == earlier)
        {
            return _voted.Contains(model) ? 1 : null;
        }

        if (_places[model] < 0 || _places[earlier] < 0)
        {
            return null;
        }

        int place = PairPlace.Of(_places[model], _places[earlier]);
        int known = 0;
        foreach (double[] overlaps in _overlaps)
        {
            double overlap = overlaps[place];
            if (!double.IsNaN(overlap))
            {
                room[known++] = overlap;
            }
        }

        return SampleMedian.Of(room.AsSpan(0, known));
    }

    /// <summary>What models showed on one image.</summary>
    /// <param name="Firmness">Of the image's consensus.</param>
    /// <param name="Members">The models, by position.</param>
    /// <param name="Overlaps">Of each two voters; null where there is one.</param>
    /// <param name="Against">Each against the others; null where there are no others.</param>
    private sealed record Comparison(
        double Firmness, List<int> Members, double[]? Overlaps, ImmutableArray<ComparedImage?> Against);
}
