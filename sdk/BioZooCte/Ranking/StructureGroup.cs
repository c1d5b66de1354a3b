using System.Collections.Immutable;
using System.Runtime.InteropServices;

using BioZooCte.Agreement;
using BioZooCte.Consistency;
using BioZooCte.Numerics;

namespace BioZooCte.Ranking;

/// <summary>Models that segment the same structure, compared with one another on every image.</summary>
internal sealed class StructureGroup
{
    private static readonly ConsistencyMetric Overlap = new MeanIntersectionOverUnion();

    private readonly ImmutableArray<MeasuredModel> _models;
    private readonly ImmutableArray<int> _voteGroups;
    private readonly int _images;
    private readonly bool[] _responds;
    private readonly List<ComparedImage>[] _compared;
    private readonly List<double>?[][] _overlaps;
    private readonly List<double> _firmness = [];
    private readonly HashSet<int> _voted = [];

    private StructureGroup(
        string name, ImmutableArray<MeasuredModel> models, ImmutableArray<int> voteGroups, int images)
    {
        _images = images;
        Name = name;
        _models = models;
        _voteGroups = voteGroups;
        _responds = [.. models.Select(model => model.Images.Any(image => image.Differs))];
        _compared = [.. models.Select(_ => new List<ComparedImage>())];
        _overlaps = [.. models.Select((_, m) => new List<double>?[m])];
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
    public static StructureGroup Compare(
        string name,
        ImmutableArray<MeasuredModel> models,
        ImmutableArray<int> voteGroups,
        double threshold,
        int imageCount)
    {
        StructureGroup group = new(name, models, voteGroups, imageCount);
        for (int position = 0; position < imageCount; position++)
        {
            group.CompareOn(position, threshold);
        }

        group.Conclude();
        return group;
    }

    private void CompareOn(int position, double threshold)
    {
        List<int> members = [];
        List<Voter> voters = [];
        for (int m = 0; m < _models.Length; m++)
        {
            if (_models[m].ImageAt(position) is { Votes: { IsComplete: true } votes } image
                && (voters.Count == 0 || votes.Positions.IsSameAs(voters[0].Votes.Positions)))
            {
                members.Add(m);
                voters.Add(new Voter(votes, _responds[m] ? ConsistencyOf(image) : null, _voteGroups[m]));
            }
        }

        if (voters.Count == 0)
        {
            return;
        }

        ImageConsensus consensus = ConsensusFinder.Find(voters, threshold);
        _firmness.Add(consensus.Firmness);
        for (int v = 0; v < members.Count; v++)
        {
            _voted.Add(members[v]);
            if (!consensus.Against[v].IsEmpty)
            {
                _compared[members[v]].Add(new ComparedImage(position, consensus.Against[v]));
            }

            for (int other = 0; other < v; other++)
            {
                if (consensus.Between.Overlap(v, other) is double overlap)
                {
                    (_overlaps[members[v]][members[other]] ??= new List<double>(_images)).Add(overlap);
                }
            }
        }
    }

    /// <summary>
    /// How a model stands by its answer on an image. Not asked of a model of which no value changes anywhere: that
    /// shows nothing, and would else outweigh all others.
    /// </summary>
    private static double? ConsistencyOf(MeasuredImage image)
    {
        ScoreMean mean = default;
        foreach (PairEvidence pair in image.Pairs)
        {
            mean.Add(Overlap.Score(pair.Total));
        }

        return mean.Value;
    }

    private void Conclude()
    {
        Firmness = SampleMedian.Of(CollectionsMarshal.AsSpan(_firmness));
        Models =
        [
            .. _models.Select((model, m) => new ComparedModel(
                model, _voted.Contains(m) ? _voteGroups[m] : null, [.. _compared[m]])),
        ];
        Overlaps = [.. _models.Select(_ => new double?[_models.Length])];
        for (int a = 0; a < _models.Length; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                Overlaps[a][b] = OverlapOf(a, b);
                Overlaps[b][a] = Overlaps[a][b];
            }
        }

        int[] voted = [.. _voted.Order()];
        Camps =
        [
            .. CampFinder
                .Find([.. voted.Select(a => voted.Select(b => Overlaps[a][b]).ToArray())], [.. voted.Select(m => _voteGroups[m])])
                .Select(camp => camp.Select(i => voted[i]).ToImmutableArray()),
        ];
    }

    private double? OverlapOf(int a, int b) => a == b
        ? (_voted.Contains(a) ? 1 : null)
        : SampleMedian.Of(CollectionsMarshal.AsSpan(_overlaps[a][b]));
}
