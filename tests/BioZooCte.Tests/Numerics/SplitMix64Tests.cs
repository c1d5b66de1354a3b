using BioZooCte.Numerics;

namespace BioZooCte.Tests.Numerics;

[TestClass]
public class SplitMix64Tests
{
    [TestMethod]
    public void Next_Seed1234567_IsThePublishedSequence()
    {
        SplitMix64 generator = new(1234567);

        CollectionAssert.AreEqual(
            new ulong[] { 6457827717110365317, 3203168211198807973, 9817491932198370423 },
            new[] { generator.Next(), generator.Next(), generator.Next() });
    }

    [TestMethod]
    public void NextBelow_Six_IsEvenOverTheFaces()
    {
        SplitMix64 generator = new(0);
        int[] faces = new int[6];
        for (int i = 0; i < 60_000; i++)
        {
            faces[generator.NextBelow(6)]++;
        }

        // 10,000 each; four standard deviations are 365.
        Assert.IsTrue(faces.All(count => Math.Abs(count - 10_000) < 365), string.Join(' ', faces));
    }

    [TestMethod]
    public void Of_NeighbouringStreamsAndResamples_ShareNoNumber()
    {
        HashSet<ulong> seen = [];
        for (ulong seed = 0; seed < 5; seed++)
        {
            for (int stream = 0; stream < 10; stream++)
            {
                for (int resample = 0; resample < 10; resample++)
                {
                    SplitMix64 generator = SplitMix64.Of(seed, stream, resample);
                    for (int i = 0; i < 20; i++)
                    {
                        Assert.IsTrue(seen.Add(generator.Next()), $"{seed} {stream} {resample} {i}");
                    }
                }
            }
        }
    }
}
