using BioZooCte.Perturbations.Features;

namespace BioZooCte.Tests.Perturbations.Features;

/// <summary>What torch 1.13 gave for <c>manual_seed(42)</c>.</summary>
[TestClass]
public sealed class TorchGeneratorTests
{
    [TestMethod]
    public void Next_Seed42_GivesTorchsWords()
    {
        TorchGenerator generator = new(42);

        CollectionAssert.AreEqual(
            new[] { 1608637542u, 3421126067u, 4083286876u, 787846414u },
            new[] { generator.Next(), generator.Next(), generator.Next(), generator.Next() });
    }

    [TestMethod]
    public void NextPermutation_Seed42_GivesTorchsOrders()
    {
        TorchGenerator generator = new(42);

        CollectionAssert.AreEqual(new[] { 6, 3, 0, 7, 2, 1, 4, 5 }, generator.NextPermutation(8));
        CollectionAssert.AreEqual(new[] { 4, 1, 7, 6, 3, 2, 0, 5 }, generator.NextPermutation(8));
        CollectionAssert.AreEqual(
            new[] { 102, 68, 90, 42, 106, 16, 62, 18, 78, 30, 14, 8, 58 },
            new TorchGenerator(42).NextPermutation(128)[..13]);
    }

    [TestMethod]
    public void NextUniform_Seed42_GivesTorchsNumbers()
    {
        TorchGenerator generator = new(42);
        float[] expected =
        [
            .8822692633f, .9150039554f, .3828637600f, .9593056440f, .3904482126f, .6008953452f, .2565724850f, .7936413288f,
        ];

        CollectionAssert.AreEqual(expected, expected.Select(_ => generator.NextUniform()).ToArray());
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(623)]
    [DataRow(624)]
    [DataRow(625)]
    [DataRow(2000)]
    public void Skip_AnyNumber_GoesWhereAsManyCallsGo(int count)
    {
        TorchGenerator called = new(7);
        TorchGenerator skipped = new(7);
        for (int i = 0; i < count; i++)
        {
            called.Next();
        }

        skipped.Skip(count);

        Assert.AreEqual(called.Next(), skipped.Next());
    }
}
