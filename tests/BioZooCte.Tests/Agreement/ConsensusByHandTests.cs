using BioZooCte.Agreement;
using BioZooCte.Consistency;

namespace BioZooCte.Tests.Agreement;

/// <summary>The consensus of many votes against one that is found position by position, as the formulas say.</summary>
[TestClass]
public sealed class ConsensusByHandTests
{
    [TestMethod]
    [DataRow(3, 200, 300, 4000, 0.5, VoteChunk.UsualRoom)]
    [DataRow(30, 130, 257, null, 0.5, VoteChunk.UsualRoom)]
    [DataRow(30, 130, 257, 5001, 0.3, 30 * 640)]
    [DataRow(7, 1, 63, null, 0.5, 1)]
    [DataRow(12, 260, 40, 3333, 0.7, 12 * 1088)]
    public void Find_ManyVotes_IsWhatEachPositionSays(int models, int rows, int columns, int? sample, double threshold, int room)
    {
        VotePositions positions = new(5, "image", [(0, 0), (0, 1)], rows, columns, sample);
        Voter[] voters = Draw(positions, models);

        ImageConsensus found = ConsensusFinder.Find(voters, threshold, room);

        byte[][] votes = [.. voters.Select(voter => Read(voter, positions))];
        ConsensusWeights weights = new([.. found.Weights], GroupsOf(voters), threshold);
        for (int m = 0; m < models; m++)
        {
            CollectionAssert.AreEqual(
                Against(m, voters, votes, weights, positions, threshold), found.Against[m].ToArray(), $"model {m}");
            for (int other = 0; other <= m; other++)
            {
                long both = Enumerable.Range(0, votes[m].Length).Count(
                    i => IsAbove(votes[m][i], threshold) && IsAbove(votes[other][i], threshold));
                long counted = other == m ? found.Between.Foreground[m] : found.Between.BothOf(m)[other];
                Assert.AreEqual(both, counted, $"models {m} and {other}");
            }
        }

        // They have settled: the same weights come out of their own consensus.
        double[] next = WeightsOf(voters, votes, weights, positions, threshold);
        for (int m = 0; m < models; m++)
        {
            Assert.AreEqual(next[m], found.Weights[m], 1e-5, $"model {m}");
        }
    }

    /// <summary>Blobs that models see with more and less luck; the third repeats the first and shares its vote.</summary>
    private static Voter[] Draw(VotePositions positions, int models)
    {
        Random random = new(3);
        byte[][] votes = new byte[models][];
        for (int m = 0; m < models; m++)
        {
            double skill = 0.55 + (0.4 * m / models);
            votes[m] =
            [
                .. Enumerable.Range(0, (int)positions.Count).Select(i =>
                    (byte)(i / 50 % 3 == 0 == random.NextDouble() < skill ? random.Next(100, 256) : random.Next(0, 140))),
            ];
        }

        votes[2] = votes[0];
        return
        [
            .. votes.Select((vote, m) =>
            {
                VoteSheet sheet = new(positions);
                sheet.Write(0, vote);
                return new Voter(sheet, 0.9 + (0.1 * (m == 2 ? 0 : m) / models), m == 2 ? 0 : m);
            }),
        ];
    }

    private static int[] GroupsOf(Voter[] voters)
    {
        int[] distinct = [.. voters.Select(voter => voter.Group).Distinct()];
        return [.. voters.Select(voter => Array.IndexOf(distinct, voter.Group))];
    }

    private static byte[] Read(Voter voter, VotePositions positions)
    {
        byte[] votes = new byte[positions.Count];
        voter.Votes.Read(0, votes);
        return votes;
    }

    private static bool IsAbove(byte vote, double threshold) => vote / 255.0 > threshold;

    private static PairCounts[] Against(
        int model, Voter[] voters, byte[][] votes, ConsensusWeights weights, VotePositions positions, double threshold)
    {
        PairCounts[] blocks = new PairCounts[positions.Blocks];
        int[] others = [.. Enumerable.Range(0, voters.Length).Where(m => voters[m].Group != voters[model].Group)];
        for (int i = 0; i < positions.Count; i++)
        {
            bool isOwn = IsAbove(votes[model][i], threshold);
            bool isOthers = IsForeground(i, others, votes, weights, threshold);
            blocks[positions.BlockOf(positions[i])] += new PairCounts
            {
                Pixels = 1,
                Unperturbed = isOwn ? 1 : 0,
                Perturbed = isOthers ? 1 : 0,
                Intersection = isOwn && isOthers ? 1 : 0,
            };
        }

        return blocks;
    }

    private static bool IsForeground(
        int position, int[] models, byte[][] votes, ConsensusWeights weights, double threshold) =>
        models.Sum(m => (decimal)weights.Models[m] * votes[m][position])
            > models.Sum(m => (decimal)weights.Models[m] * byte.MaxValue) * (decimal)threshold;

    private static double[] WeightsOf(
        Voter[] voters, byte[][] votes, ConsensusWeights weights, VotePositions positions, double threshold)
    {
        int[] all = [.. Enumerable.Range(0, voters.Length)];
        bool[] consensus =
            [.. Enumerable.Range(0, (int)positions.Count).Select(i => IsForeground(i, all, votes, weights, threshold))];
        double[] unscaled =
        [
            .. voters.Select((voter, m) =>
            {
                double overlap = MeanIntersectionOverUnion.Of(
                    positions.Count,
                    votes[m].LongCount(vote => IsAbove(vote, threshold)),
                    consensus.LongCount(isForeground => isForeground),
                    votes[m].Where((vote, i) => IsAbove(vote, threshold) && consensus[i]).LongCount()) ?? 0;
                return ((Math.Pow(voter.Consistency ?? 0, 32) * overlap * overlap) + 1e-12)
                    / voters.Count(other => other.Group == voter.Group);
            }),
        ];
        return [.. unscaled.Select(weight => weight / unscaled.Sum())];
    }
}
