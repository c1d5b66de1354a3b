using System.Numerics;

using BioZooCte.Agreement;

namespace BioZooCte.Tests.Agreement;

/// <summary>Sums, marks and counts of votes, at each length around those of vectors and words, against plain loops.</summary>
[TestClass]
public sealed class VoteKernelTests
{
    private const int Longest = 2 * VoteChunk.WordBits + 3;

    private readonly Random _draws = new(11);

    [TestMethod]
    public void AddTo_AnyLength_AddsEachVote()
    {
        for (int length = 1; length <= Longest; length++)
        {
            byte[] votes = VotesOf(length);
            const long Weight = -(1L << 40) - 12345;
            long[] sums = [.. votes.Select((_, i) => (long)i << 50)];
            long[] expected = [.. votes.Select((vote, i) => ((long)i << 50) + (Weight * vote))];

            WeightedVotes.AddTo(sums, votes, Weight);

            CollectionAssert.AreEqual(expected, sums, $"length {length}");
        }
    }

    [TestMethod]
    public void AreDecided_AnyLength_LooksAtEachSum()
    {
        for (int length = 1; length <= Longest; length++)
        {
            const long Limit = 1000;
            const long Left = 100;
            long[] decided = [.. Enumerable.Range(0, length).Select(i => i % 2 == 0 ? Limit + 1 : Limit - Left)];
            Assert.IsTrue(WeightedVotes.AreDecided(decided, Limit, Left));
            for (int i = 0; i < length; i++)
            {
                foreach (long open in (long[])[Limit, Limit - Left + 1])
                {
                    long[] sums = [.. decided];
                    sums[i] = open;
                    Assert.IsFalse(WeightedVotes.AreDecided(sums, Limit, Left), $"{open} at {i} of {length}");
                }
            }
        }
    }

    [TestMethod]
    public void MarkAbove_AnyLength_IsABitForEachSum()
    {
        for (int length = 1; length <= Longest; length++)
        {
            long[] sums = [.. VotesOf(length).Select(vote => (long)vote)];
            ulong[] marks = new ulong[VoteChunk.WordsFor(length)];
            Array.Fill(marks, ulong.MaxValue);

            WeightedVotes.MarkAbove(sums, 127, marks);

            CollectionAssert.AreEqual(Bits(length, i => sums[i] > 127), marks, $"length {length}");
        }
    }

    [TestMethod]
    public void Foreground_AnyLength_IsABitForEachVoteAboveTheThreshold()
    {
        for (int length = 1; length <= Longest; length++)
        {
            VoteSheet sheet = new(new VotePositions(0, "image", [(0, 0)], 1, length, null));
            byte[] votes = VotesOf(length);
            sheet.Write(0, [.. votes]);
            foreach (double threshold in (double[])[0, 127 / 255.0, 0.5, 0.999])
            {
                VoteChunk chunk = new([new Voter(sheet, 1, 0)], threshold);
                chunk.Read(0);

                CollectionAssert.AreEqual(votes, chunk.Of(0).ToArray());
                CollectionAssert.AreEqual(
                    Bits(length, i => votes[i] / 255.0 > threshold), chunk.ForegroundOf(0).ToArray(), $"length {length}, threshold {threshold}");
            }
        }
    }

    [TestMethod]
    public void BitCount_AnyLength_IsThatOfTheWords()
    {
        for (int length = 1; length <= Longest; length++)
        {
            ulong[] a = [.. Enumerable.Range(0, length).Select(_ => (ulong)_draws.NextInt64())];
            ulong[] b = [.. a.Select(_ => (ulong)_draws.NextInt64())];

            Assert.AreEqual(a.Sum(word => (long)BitOperations.PopCount(word)), BitCount.Of(a));
            Assert.AreEqual(a.Zip(b).Sum(pair => (long)BitOperations.PopCount(pair.First & pair.Second)), BitCount.InBoth(a, b));
        }
    }

    private byte[] VotesOf(int length)
    {
        byte[] votes = new byte[length];
        _draws.NextBytes(votes);
        return votes;
    }

    private static ulong[] Bits(int length, Func<int, bool> isSet)
    {
        ulong[] words = new ulong[VoteChunk.WordsFor(length)];
        for (int i = 0; i < length; i++)
        {
            words[i / VoteChunk.WordBits] |= (isSet(i) ? 1ul : 0) << (i % VoteChunk.WordBits);
        }

        return words;
    }
}
