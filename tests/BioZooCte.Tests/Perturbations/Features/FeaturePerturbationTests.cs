using BioZooCte.Perturbations;
using BioZooCte.Perturbations.Features;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Perturbations.Features;

[TestClass]
public sealed class FeaturePerturbationTests
{
    private static readonly FeatureDraws Draws = new CoordinateDraws(new NoiseKey(5));

    [TestMethod]
    public void Drop_ThreeOfEightChannels_ScalesTheOthers()
    {
        AxisTensor features = Channels(8);

        SpatialDropout.Drop(features, [0, 3, 6], 0.3);

        float[] expected =
            [0, 2.8571428571f, 4.2857142857f, 0, 7.1428571429f, 8.5714285714f, 0, 11.4285714286f];
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], features.AsSpan<float>()[i], 1e-6 * expected[i]);
        }
    }

    [TestMethod]
    [DataRow(.05, 128, 7)]
    [DataRow(.1, 128, 13)]
    [DataRow(.3, 128, 39)]
    [DataRow(.5, 256, 128)]
    [DataRow(.55, 100, 55)]
    [DataRow(.07, 100, 7)]
    [DataRow(.01, 8, 1)]
    [DataRow(0, 8, 0)]
    [DataRow(1, 8, 8)]
    public void CountFor_ShareOfChannels_IsRoundedUpAsAFloat(double share, int channels, int expected) =>
        Assert.AreEqual(expected, SpatialDropout.CountFor(share, channels));

    [TestMethod]
    public void SpatialDropout_OfABatch_DropsTheSameEverywhere()
    {
        AxisTensor features = Ones("bcyx", 2, 10, 3, 4);

        Perturb("dropout:0.3", features);

        float[] first = features.AsSpan<float>()[..120].ToArray();
        CollectionAssert.AreEqual(first, features.AsSpan<float>()[120..].ToArray());
        float[][] channels = [.. first.Chunk(12)];
        Assert.AreEqual(3, channels.Count(channel => channel.All(value => value == 0)));
        Assert.AreEqual(7, channels.Count(channel => channel.All(value => value == (float)(1 / 0.7))));
    }

    [TestMethod]
    [DataRow("dropout:1")]
    [DataRow("dropout-bernoulli:1")]
    [DataRow("dropout-elements:1")]
    public void Dropout_OfAll_LeavesNothing(string text)
    {
        AxisTensor features = Ones("bcyx", 1, 4, 2, 2);

        Perturb(text, features);

        Assert.IsFalse(features.AsSpan<float>().ContainsAnyExcept(0f));
    }

    [TestMethod]
    [DataRow("dropout:0")]
    [DataRow("dropout-bernoulli:0")]
    [DataRow("dropout-elements:0")]
    [DataRow("feature-noise:0")]
    public void Perturbation_OfNoStrength_ChangesNothing(string text)
    {
        AxisTensor features = Ones("bcyx", 1, 70, 3, 5);

        Perturb(text, features);

        Assert.IsFalse(features.AsSpan<float>().ContainsAnyExcept(1f));
    }

    [TestMethod]
    public void BernoulliDropout_ManyChannels_DropsItsShareAndEachSampleItsOwn()
    {
        AxisTensor features = Ones("bcyx", 2, 4000, 1, 1);

        Perturb("dropout-bernoulli:0.25", features);

        float[] first = features.AsSpan<float>()[..4000].ToArray();
        float[] second = features.AsSpan<float>()[4000..].ToArray();
        Assert.AreEqual(1000, first.Count(value => value == 0), 100);
        Assert.IsTrue(first.All(value => value is 0 or (float)(1 / 0.75)));
        CollectionAssert.AreNotEqual(first, second);
    }

    [TestMethod]
    public void ElementDropout_ManyElements_DropsItsShare()
    {
        AxisTensor features = Ones("bcyx", 1, 10, 20, 20);

        Perturb("dropout-elements:0.25", features);

        Assert.AreEqual(1000, features.AsSpan<float>().ToArray().Count(value => value == 0), 100);
        Assert.IsTrue(features.AsSpan<float>().ToArray().All(value => value is 0 or (float)(1 / 0.75)));
    }

    [TestMethod]
    public void FeatureNoise_OfABatch_StaysWithinItsRangeAndIsShared()
    {
        AxisTensor features = Ones("bcyx", 2, 10, 20, 20);

        Perturb("feature-noise:0.3", features);

        float[] values = features.AsSpan<float>()[..4000].ToArray();
        Assert.IsGreaterThanOrEqualTo(0.7f, values.Min());
        Assert.IsLessThanOrEqualTo(1.3f, values.Max());
        Assert.AreEqual(1.0, values.Average(), 0.02);
        Assert.AreEqual(0.3 / Math.Sqrt(3), Math.Sqrt(values.Average(v => (v - 1.0) * (v - 1.0))), 0.01);
        CollectionAssert.AreEqual(values, features.AsSpan<float>()[4000..].ToArray());
    }

    [TestMethod]
    public void FeatureDrop_StrongestPlaces_BecomeZeroInAllChannels()
    {
        // The channels' means are 1, 2, 4 and 5; 0.8 of the greatest is 4, which is not below itself.
        AxisTensor features = AxisTensor.FromArray(
            TensorShape.Of("bcyx", 1, 2, 2, 2), 0f, 2, 3, 6, 2f, 2, 5, 4);

        Perturb("feature-drop:0.8", features);

        CollectionAssert.AreEqual(new[] { 0f, 2, 0, 0, 2, 2, 0, 0 }, features.AsSpan<float>().ToArray());
    }

    [TestMethod]
    [DataRow("dropout:0.4")]
    [DataRow("dropout-bernoulli:0.4")]
    [DataRow("dropout-elements:0.4")]
    [DataRow("feature-noise:0.4")]
    public void Perturbation_OfAPart_IsThatOfTheWhole(string text)
    {
        AxisTensor whole = Ones("bczyx", 1, 5, 3, 6, 140);
        AxisTensor part = Ones("bczyx", 1, 5, 2, 4, 67);
        Perturb(text, whole);

        KnownFeaturePerturbations.Parse(text).Perturb(part, new VoxelPosition(0, 0, 1, 2, 61), Draws);

        TensorRegion region = new(whole.Shape, [new(0, 1), new(0, 5), new(1, 2), new(2, 4), new(61, 67)]);
        CollectionAssert.AreEqual(
            RegionCopy.Crop(whole, region).AsSpan<float>().ToArray(), part.AsSpan<float>().ToArray());
    }

    [TestMethod]
    [DataRow("dropout:0.4")]
    [DataRow("dropout-bernoulli:0.4")]
    [DataRow("dropout-elements:0.4")]
    [DataRow("feature-noise:0.4")]
    [DataRow("feature-drop:0.7-0.9")]
    public void Perturbation_ChannelsLastAndDouble_GivesTheSame(string text)
    {
        AxisTensor first = Ones("bcyx", 2, 3, 4, 5);
        AxisTensor last = new(TensorShape.Of("byxc", 2, 4, 5, 3), ElementType.Float64);
        for (int i = 0; i < first.Count; i++)
        {
            (int batch, int channel, int place) = (i / 60, i / 20 % 3, i % 20);
            first.AsSpan<float>()[i] = 1 + (i % 7);
            last.AsSpan<double>()[(batch * 60) + (place * 3) + channel] = 1 + (i % 7);
        }

        Perturb(text, first);
        Perturb(text, last);

        for (int i = 0; i < first.Count; i++)
        {
            (int batch, int channel, int place) = (i / 60, i / 20 % 3, i % 20);
            Assert.AreEqual(
                first.AsSpan<float>()[i], last.AsSpan<double>()[(batch * 60) + (place * 3) + channel], 1e-5, $"{i}");
        }
    }

    [TestMethod]
    public void Perturbation_LeftOfTheImage_IsDrawnThereToo()
    {
        AxisTensor around = Ones("cyx", 1, 1, 200);
        AxisTensor inside = Ones("cyx", 1, 1, 100);

        KnownFeaturePerturbations.Parse("feature-noise:1").Perturb(around, new VoxelPosition(0, 0, 0, 0, -100), Draws);
        Perturb("feature-noise:1", inside);

        CollectionAssert.AreEqual(inside.AsSpan<float>().ToArray(), around.AsSpan<float>()[100..].ToArray());
    }

    [TestMethod]
    public void NoiseKey_EveryCoordinate_GivesOtherChannels()
    {
        FeaturePerturbation dropout = KnownFeaturePerturbations.Parse("dropout:0.3");
        NoiseKey key = NoiseKey.For(0, "a.png", dropout, 0);
        int[] chosen = new CoordinateDraws(key).Choose(39, 128);

        Assert.AreEqual(key, NoiseKey.For(0, "a.png", KnownFeaturePerturbations.Parse("dropout:0.30"), 0));
        CollectionAssert.AllItemsAreUnique(chosen);
        CollectionAssert.AreEqual(chosen, new CoordinateDraws(key).Choose(39, 128));
        foreach (NoiseKey other in new[]
        {
            NoiseKey.For(1, "a.png", dropout, 0), NoiseKey.For(0, "b.png", dropout, 0), NoiseKey.For(0, "a.png", dropout, 1),
        })
        {
            CollectionAssert.AreNotEquivalent(chosen, new CoordinateDraws(other).Choose(39, 128));
        }
    }

    [TestMethod]
    public void TorchDraws_Seed42_DropTorchsChannels()
    {
        AxisTensor first = Channels(8);
        AxisTensor second = Channels(8);
        AxisTensor bernoulli = Channels(8);

        new SpatialDropout(0.3).Perturb(first, default, new TorchDraws(42, 0));
        new SpatialDropout(0.3).Perturb(second, default, new TorchDraws(42, 1));
        new BernoulliDropout(0.5).Perturb(bernoulli, default, new TorchDraws(42, 0));

        CollectionAssert.AreEqual(new[] { 0, 3, 6 }, Zeros(first));
        CollectionAssert.AreEqual(new[] { 1, 4, 7 }, Zeros(second));
        CollectionAssert.AreEqual(new[] { 2, 4, 6 }, Zeros(bernoulli));
    }

    [TestMethod]
    public void Perturb_HalfFloats_AreRefused()
    {
        AxisTensor features = new(TensorShape.Of("cyx", 1, 1, 1), ElementType.Float16);

        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => Perturb("dropout:0.3", features));

        StringAssert.StartsWith(error.Message, "Features of float16; expected float32 or float64.");
    }

    private static void Perturb(string text, AxisTensor features) =>
        KnownFeaturePerturbations.Parse(text).Perturb(features, default, Draws);

    private static int[] Zeros(AxisTensor features) =>
        [.. Enumerable.Range(0, features.Count).Where(i => features.AsSpan<float>()[i] == 0)];

    private static AxisTensor Channels(int count)
    {
        AxisTensor features = new(TensorShape.Of("bcyx", 1, count, 1, 1), ElementType.Float32);
        for (int i = 0; i < count; i++)
        {
            features.AsSpan<float>()[i] = i + 1;
        }

        return features;
    }

    private static AxisTensor Ones(string letters, params int[] sizes)
    {
        AxisTensor features = new(TensorShape.Of(letters, sizes), ElementType.Float32);
        features.AsSpan<float>().Fill(1);
        return features;
    }
}
