using BioZooCte.Agreement;
using BioZooCte.Consistency;

namespace BioZooCte.Tests.Agreement;

[TestClass]
public sealed class ConsensusFinderTests
{
    private static readonly ConsistencyMetric Miou = KnownMetrics.Parse("miou");

    [TestMethod]
    public void Find_TwoSteadyModelsAndOneThatWavers_TheSteadySpeakForAll()
    {
        // 0.5³² is 2e-10: c says nothing. Against the consensus ##.. a and b overlap in (1 + 1)/2.
        ImageConsensus consensus = ConsensusFinder.Find(
            [Votes.Of("##..", 1, 0), Votes.Of("##..", 1, 1), Votes.Of("..##", 0.5, 2)], 0.5);

        Assert.AreEqual(0.5, consensus.Weights[0], 1e-9);
        Assert.AreEqual(0.5, consensus.Weights[1], 1e-9);
        Assert.AreEqual(0, consensus.Weights[2], 1e-9);
        Assert.AreEqual(1, consensus.Firmness, 1e-9);
        Assert.AreEqual(1, Agreement(consensus, 0));
        Assert.AreEqual(0, Agreement(consensus, 2));
        Assert.AreEqual(1, ForegroundF1.Score(consensus.Against[0][0]));
        Assert.AreEqual(0, ForegroundF1.Score(consensus.Against[2][0]));
    }

    [TestMethod]
    public void Find_MajorityThatWavers_IsNotHeard()
    {
        // 0.8³² is 8e-4, twice that is still little beside 1.
        ImageConsensus consensus = ConsensusFinder.Find(
            [Votes.Of("##....", 1, 0), Votes.Of("...###", 0.8, 1), Votes.Of("...###", 0.8, 2)], 0.5);

        Assert.AreEqual(1, consensus.Weights[0], 1e-4);
        Assert.AreEqual(1, consensus.Firmness, 1e-4);
    }

    [TestMethod]
    public void Find_ThreeEqualVotes_AreHeldAgainstTheOtherTwo()
    {
        // Of two with one weight both have to say foreground: more than half is wanted.
        ImageConsensus consensus = ConsensusFinder.Find(
            [Votes.Of("###.", 1, 0), Votes.Of("##..", 1, 1), Votes.Of("#.#.", 1, 2)], 0.5);

        // The first against #...: 1/3 and 1/3. Weights differ by then, but no two outweigh one another.
        Assert.AreEqual((1L, 3L, 1L), Counts(consensus, 0));
        Assert.AreEqual(1.0 / 3, Agreement(consensus, 0)!.Value, 1e-15);
        Assert.AreEqual(2.0 / 4, ForegroundF1.Score(consensus.Against[0][0])!.Value, 1e-15);
    }

    [TestMethod]
    public void Find_Weights_FollowTheFormula()
    {
        double[] c = [0.95, 0.9, 0.8];
        string[] rows = ["####....", "###.....", "##......"];
        ImageConsensus consensus = ConsensusFinder.Find([.. rows.Select((r, m) => Votes.Of(r, c[m], m))], 0.5);

        // The first has more weight than both others together, so the consensus is its own mask all along:
        // overlaps (1 + 1)/2, (3/4 + 4/5)/2 and (2/4 + 4/6)/2.
        double[] expected =
        [
            Math.Pow(0.95, 32),
            Math.Pow(0.9, 32) * Math.Pow((0.75 + 0.8) / 2, 2),
            Math.Pow(0.8, 32) * Math.Pow((0.5 + (4.0 / 6)) / 2, 2),
        ];
        for (int m = 0; m < 3; m++)
        {
            Assert.AreEqual(expected[m] / expected.Sum(), consensus.Weights[m], 1e-9);
        }

        Assert.AreEqual(consensus.Weights.Zip(c, (w, x) => w * x).Sum(), consensus.Firmness, 1e-12);
    }

    [TestMethod]
    public void Find_CopiesOfAModel_ChangeNothingForTheOthers()
    {
        Voter[] models =
        [
            Votes.Of("##.#..#.", 0.9, 0),
            Votes.Of("##..#.#.", 0.91, 1),
            Votes.Of("#..##.##", 0.92, 2),
            Votes.Of("9342..71", 0.93, 3),
        ];
        ImageConsensus alone = ConsensusFinder.Find(models, 0.5);
        for (int copies = 1; copies < 8; copies++)
        {
            ImageConsensus with =
                ConsensusFinder.Find([.. models, .. Enumerable.Repeat(models[2], copies)], 0.5);

            for (int m = 0; m < models.Length; m++)
            {
                CollectionAssert.AreEqual(alone.Against[m], with.Against[m], $"{copies} copies, model {m}");
            }

            CollectionAssert.AreEqual(alone.Against[2], with.Against[^1]);
            Assert.AreEqual(alone.Firmness, with.Firmness, 1e-12);
            Assert.AreEqual(alone.Weights[2] / (copies + 1), with.Weights[2], 1e-12);
        }
    }

    [TestMethod]
    public void Find_CopiesAmongEqualVotes_ChangeNotEvenTies()
    {
        Voter[] models = [Votes.Of("###.", 1, 0), Votes.Of("##..", 1, 1), Votes.Of("#.#.", 1, 2)];
        ImageConsensus alone = ConsensusFinder.Find(models, 0.5);
        for (int copies = 1; copies < 8; copies++)
        {
            ImageConsensus with =
                ConsensusFinder.Find([.. models, .. Enumerable.Repeat(models[1], copies)], 0.5);

            CollectionAssert.AreEqual(alone.Against[0], with.Against[0], $"{copies} copies");
        }
    }

    [TestMethod]
    public void Find_OtherOrder_GivesTheSameCounts()
    {
        Random random = new(5);
        Voter[] models = [.. Enumerable.Range(0, 7).Select(m => Votes.Of(
            string.Concat(Enumerable.Range(0, 40).Select(_ => (char)('0' + random.Next(10)))),
            0.8 + (0.02 * m),
            m))];
        ImageConsensus expected = ConsensusFinder.Find(models, 0.5);
        int[] order = [.. Enumerable.Range(0, models.Length)];
        for (int round = 0; round < 5; round++)
        {
            random.Shuffle(order);
            ImageConsensus shuffled = ConsensusFinder.Find([.. order.Select(m => models[m])], 0.5);
            for (int m = 0; m < order.Length; m++)
            {
                CollectionAssert.AreEqual(expected.Against[order[m]], shuffled.Against[m]);
            }
        }
    }

    [TestMethod]
    public void Find_OneVote_HasNoOthers()
    {
        ImageConsensus one = ConsensusFinder.Find([Votes.Of("##..", 0.9, 4)], 0.5);
        ImageConsensus shared = ConsensusFinder.Find([Votes.Of("##..", 0.9, 4), Votes.Of("#...", 0.8, 4)], 0.5);

        Assert.IsTrue(one.Against[0].IsEmpty);
        Assert.AreEqual(0.9, one.Firmness, 1e-12);
        Assert.IsTrue(shared.Against[0].IsEmpty && shared.Against[1].IsEmpty);
    }

    [TestMethod]
    public void Find_NothingAnywhere_IsNotDefined()
    {
        ImageConsensus consensus = ConsensusFinder.Find(
            [Votes.Of("....", null, 0), Votes.Of("....", null, 1), Votes.Of("#...", null, 2)], 0.5);

        Assert.AreEqual(1.0 / 3, consensus.Weights[0], 1e-12);
        Assert.AreEqual(0, consensus.Firmness);
        Assert.IsNull(Agreement(consensus, 0));
        Assert.IsNull(ForegroundF1.Score(consensus.Against[0][0]));
        Assert.AreEqual(0.375, Agreement(consensus, 2)!.Value, 1e-15);
    }

    [TestMethod]
    public void Find_Threshold_IsStrictAndOnRoundedVotes()
    {
        // 0.4 is kept as 102, 0.5 as 128.
        ImageConsensus half = ConsensusFinder.Find([Votes.Of("45#.", 1, 0), Votes.Of("#5..", 1, 1)], 0.5);
        ImageConsensus low = ConsensusFinder.Find([Votes.Of("45#.", 1, 0), Votes.Of("#5..", 1, 1)], 0.4);
        ImageConsensus lower = ConsensusFinder.Find([Votes.Of("45#.", 1, 0), Votes.Of("#5..", 1, 1)], 0.3);

        Assert.AreEqual(2, half.Between.Foreground[0]);
        Assert.AreEqual(2, low.Between.Foreground[0]);
        Assert.AreEqual(3, lower.Between.Foreground[0]);
    }

    [TestMethod]
    public void Find_Pairs_AreCountedAgainstEachOther()
    {
        ImageConsensus consensus = ConsensusFinder.Find(
            [Votes.Of("###...", 1, 0), Votes.Of("..##..", 1, 1), Votes.Of("#.#.#.", 1, 2)], 0.5);

        PairwiseCounts between = consensus.Between;
        CollectionAssert.AreEqual(new long[] { 3, 2, 3 }, between.Foreground.ToArray());
        CollectionAssert.AreEqual(new long[] { 1 }, between.BothOf(1).ToArray());
        CollectionAssert.AreEqual(new long[] { 2, 1 }, between.BothOf(2).ToArray());
        double[] overlaps = new double[2];
        between.WriteOverlaps(2, overlaps);
        Assert.AreEqual(((2.0 / 4) + (2.0 / 4)) / 2, overlaps[0], 1e-15);
        Assert.AreEqual(((1.0 / 4) + (2.0 / 5)) / 2, overlaps[1], 1e-15);
    }

    [TestMethod]
    public void Find_LargeImage_CountsEachBlock()
    {
        const int Rows = 200;
        const int Columns = 300;
        VotePositions positions = new(0, "image", [(0, 0)], Rows, Columns, null);
        Voter Model(int shift, int group)
        {
            VoteSheet sheet = new(positions);
            sheet.Write(0, [.. Enumerable.Range(0, Rows * Columns)
                .Select(i => (byte)((i % Columns) + shift < 150 ? 255 : 0))]);
            return new Voter(sheet, 1, group);
        }

        ImageConsensus consensus = ConsensusFinder.Find([Model(0, 0), Model(10, 1), Model(20, 2)], 0.5);

        // Columns 0–127, 128–255, 256–299; rows 0–127, 128–199. The first has 150 columns; of
        // the others that with 140 weighs more, for it is the consensus of all three.
        CollectionAssert.AreEqual(
            new long[] { 128 * 128, 128 * 22, 0, 72 * 128, 72 * 22, 0 },
            consensus.Against[0].Select(b => b.Unperturbed).ToArray());
        CollectionAssert.AreEqual(
            new long[] { 128 * 128, 128 * 12, 0, 72 * 128, 72 * 12, 0 },
            consensus.Against[0].Select(b => b.Perturbed).ToArray());
        CollectionAssert.AreEqual(
            new long[] { 128 * 128, 128 * 128, 128 * 44, 72 * 128, 72 * 128, 72 * 44 },
            consensus.Against[0].Select(b => b.Pixels).ToArray());
    }

    private static double? Agreement(ImageConsensus consensus, int model) =>
        Miou.Score(consensus.Against[model].Aggregate(PairCounts.Add));

    private static (long Both, long Own, long Others) Counts(ImageConsensus consensus, int model)
    {
        PairCounts counts = consensus.Against[model].Aggregate(PairCounts.Add);
        return (counts.Intersection, counts.Unperturbed, counts.Perturbed);
    }
}
