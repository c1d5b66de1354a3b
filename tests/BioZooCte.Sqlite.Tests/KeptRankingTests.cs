using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Perturbations;
using BioZooCte.Tensors;
using BioZooCte.Tests.Models;

namespace BioZooCte.Sqlite.Tests;

/// <summary>A ranking takes only the passes that nobody ran before, and is the one that all passes would give.</summary>
[TestClass]
public sealed class KeptRankingTests
{
    private const string OfAllImages = "[{id: zero_mean_unit_variance, kwargs: {eps: 1.0e-9}}]";

    private const string OfTheOutput =
        "[{id: scale_range, kwargs: {axes: [y, x], min_percentile: 0.0, max_percentile: 100.0}}]";

    [TestMethod]
    public async Task RankAsync_AskedAgain_TakesNoPassAndGivesTheSameBytes()
    {
        using Lab lab = new();
        (IReadOnlyList<string> without, string expected) = await lab.RankAsync(keeps: false);

        (IReadOnlyList<string> first, string kept) = await lab.RankAsync();
        (IReadOnlyList<string> second, string again) = await lab.RankAsync();

        CollectionAssert.AreEqual(without.ToArray(), first.ToArray());
        Assert.IsEmpty(second);
        Assert.AreEqual(expected, kept);
        Assert.AreEqual(expected, again);
        Assert.Contains("\"estimator\": \"combined", expected);
    }

    /// <summary>As after a merge: elsewhere the image failed, for want of something that was there here.</summary>
    [TestMethod]
    public async Task RankAsync_FailedElsewhereAndMeasuredHere_CountsAsMeasured()
    {
        using Lab lab = new();
        (_, string expected) = await lab.RankAsync();
        string kind = "failure " + string.Join(' ', lab.Options.Perturbations.Select(one => $"{one.Label}#0"));
        using (StoreConnection file = StoreConnection.Open(lab.StorePath, mayCreate: false))
        {
            Assert.AreEqual(9, file.Execute("INSERT INTO remark SELECT question, image, @1, 'no' FROM sample", kind));
        }

        (IReadOnlyList<string> passes, string found) = await lab.RankAsync();

        Assert.IsEmpty(passes);
        Assert.AreEqual(expected, found);
        using (StoreConnection file = StoreConnection.Open(lab.StorePath, mayCreate: false))
        {
            file.Execute("DELETE FROM sample");
        }

        (passes, found) = await lab.RankAsync();
        Assert.IsEmpty(passes);
        Assert.AreNotEqual(expected, found); // the remark is what counts where nothing else is there
    }

    [TestMethod]
    public async Task RankAsync_NewImageAndModel_TakesTheirPassesAlone()
    {
        using Lab lab = new();
        await lab.RankAsync();
        lab.Images.Insert(0, lab.AddImage("0.tif", 24, 24));
        lab.Models.Add(lab.AddModel("fourth", new FakeModel { Halo = 1 }));

        (IReadOnlyList<string> passes, string found) = await lab.RankAsync();

        // One tile for each of the three old models, and all of the new one's: three passes for each tile.
        (_, string expected) = await lab.RankAsync(keeps: false);
        Assert.AreEqual(expected, found);
        lab.Models.RemoveRange(0, 3);
        (IReadOnlyList<string> ofTheNew, _) = await lab.RankAsync(keeps: false);
        Assert.AreEqual((3 * 3) + ofTheNew.Count, passes.Count);
    }

    [TestMethod]
    public async Task RankAsync_ImageWithOtherContent_IsMeasuredAnew()
    {
        using Lab lab = new();
        (_, string before) = await lab.RankAsync();
        TiffWriter.Write(lab.Images[2], FakeImages.BlobTensor("yx", 30, 30));

        (IReadOnlyList<string> passes, string after) = await lab.RankAsync();

        (_, string expected) = await lab.RankAsync(keeps: false);
        Assert.IsNotEmpty(passes);
        Assert.AreEqual(expected, after);
        Assert.AreNotEqual(before, after);
    }

    [TestMethod]
    public async Task RankAsync_OtherNameOrPlace_IsAskedByContentAndFileName()
    {
        using Lab lab = new();
        await lab.RankAsync();
        string moved = Path.Combine(Path.GetDirectoryName(lab.Images[0])!, "moved");
        Directory.CreateDirectory(moved);
        File.Move(lab.Images[0], Path.Combine(moved, "a.tif"));
        lab.Images[0] = Path.Combine(moved, "a.tif");

        (IReadOnlyList<string> passes, _) = await lab.RankAsync();

        Assert.IsEmpty(passes);
        File.Move(lab.Images[0], Path.Combine(moved, "other.tif"));
        lab.Images[0] = Path.Combine(moved, "other.tif");
        (passes, _) = await lab.RankAsync();
        Assert.IsNotEmpty(passes); // random numbers depend on the name
    }

    [TestMethod]
    public async Task RankAsync_OnePerturbationMore_TakesItsPassesAndTheUnperturbedOnes()
    {
        using Lab lab = new();
        lab.Options = lab.Options with { Perturbations = [KnownPerturbations.Parse("gamma:1.5")] };
        (IReadOnlyList<string> first, _) = await lab.RankAsync();
        lab.Options = lab.Options with
        {
            Perturbations = [KnownPerturbations.Parse("noise:0.1"), KnownPerturbations.Parse("gamma:1.5")],
        };

        (IReadOnlyList<string> second, string found) = await lab.RankAsync();

        (_, string expected) = await lab.RankAsync(keeps: false);
        Assert.AreEqual(first.Count, second.Count);
        Assert.AreEqual(expected, found);
        (IReadOnlyList<string> third, _) = await lab.RankAsync();
        Assert.IsEmpty(third);
    }

    [TestMethod]
    [DataRow("nhd")]
    [DataRow("ei")]
    public async Task RankAsync_OtherMetric_CountsAnewOnlyWhereItNeedsMore(string metric)
    {
        using Lab lab = new();
        await lab.RankAsync();
        lab.Options = lab.Options with { Metric = Consistency.KnownMetrics.Parse(metric) };

        (IReadOnlyList<string> passes, string found) = await lab.RankAsync();

        Assert.AreEqual(metric == "ei", passes.Count > 0);
        Assert.AreEqual((await lab.RankAsync(keeps: false)).Json, found);
    }

    [TestMethod]
    public async Task RankAsync_OtherSeedThresholdTilesOrSample_IsAnotherQuestion()
    {
        using Lab lab = new();
        EstimationOptions usual = lab.Options;
        await lab.RankAsync();
        foreach (EstimationOptions other in new[]
        {
            usual with { Seed = 1 },
            usual with { Threshold = 0.4 },
            usual with { TileSize = Tiling.TileSize.Whole },
            usual with { AgreementSample = 100 },
            usual with { PerturbationUnit = PerturbationUnit.Model },
        })
        {
            lab.Options = other;
            (IReadOnlyList<string> passes, string found) = await lab.RankAsync();
            Assert.IsNotEmpty(passes);
            Assert.AreEqual((await lab.RankAsync(keeps: false)).Json, found);
        }

        lab.Options = usual with { Threads = 3 };
        Assert.IsEmpty((await lab.RankAsync()).Passes);
    }

    /// <summary>The first image says what the values are, whichever was measured first.</summary>
    [TestMethod]
    public async Task RankAsync_ValuesDecidedByTheFirstImage_DoesNotDependOnWhatIsKept()
    {
        using Lab lab = new() { LastOperator = null };
        await lab.RankAsync();
        lab.Images.Insert(0, lab.AddImage("0.tif", 24, 32));
        lab.Images.Reverse();

        (_, string found) = await lab.RankAsync();
        (IReadOnlyList<string> passes, string again) = await lab.RankAsync();

        (_, string expected) = await lab.RankAsync(keeps: false);
        Assert.Contains("the first prediction lies within", expected);
        Assert.AreEqual(expected, found);
        Assert.AreEqual(expected, again);
        Assert.IsEmpty(passes);
    }

    /// <summary>
    /// An image that failed since its values are not what another's said did give a first prediction, which nobody asked for
    /// until it came first.
    /// </summary>
    [TestMethod]
    public async Task RankAsync_ValuesDecidedByAnImageThatFailed_DoesNotDependOnWhatIsKept()
    {
        using Lab lab = new() { LastOperator = null };
        FakeModel scaled = new() { Postprocessing = "[{id: scale_linear, kwargs: {gain: 9.0, offset: 0.0}}]" };
        lab.Models.Clear();
        lab.Models.AddRange([lab.AddModel("first", scaled), lab.AddModel("second", scaled with { Halo = 2 })]);
        lab.Images.Clear();
        lab.Images.AddRange([lab.AddImage("dark.tif", Filled(2)), lab.AddImage("bright.tif", Filled(200))]);
        (_, string failed) = await lab.RankAsync();
        lab.Images.Reverse();

        (_, string found) = await lab.RankAsync();
        (IReadOnlyList<string> passes, string again) = await lab.RankAsync();

        (_, string expected) = await lab.RankAsync(keeps: false);
        Assert.Contains("from 3.137 to 7.059; expected probabilities", failed);
        Assert.DoesNotContain("nothing states an activation", failed);
        Assert.Contains("nothing states an activation", expected);
        Assert.AreEqual(expected, found);
        Assert.AreEqual(expected, again);
        Assert.IsEmpty(passes);
    }

    [TestMethod]
    public async Task RankAsync_StatisticsOfTheDataSet_AreThoseOfTheImagesAtHand()
    {
        using Lab lab = new();
        lab.Models[1] = lab.AddModel("second", new FakeModel { Preprocessing = OfAllImages });
        await lab.RankAsync();
        Assert.IsEmpty((await lab.RankAsync()).Passes);
        lab.Images.RemoveAt(2);

        (IReadOnlyList<string> passes, string found) = await lab.RankAsync();

        (_, string expected) = await lab.RankAsync(keeps: false);
        Assert.AreEqual(expected, found);
        lab.Models.RemoveAt(2);
        lab.Models.RemoveAt(0);
        Assert.HasCount((await lab.RankAsync(keeps: false)).Passes.Count, passes);
    }

    [TestMethod]
    public async Task RankAsync_OutputPutTogether_IsKeptWhenItIsWhole()
    {
        using Lab lab = new();
        lab.Models[1] = lab.AddModel("second", new FakeModel { Postprocessing = OfTheOutput });

        (_, string first) = await lab.RankAsync();
        (IReadOnlyList<string> passes, string second) = await lab.RankAsync();

        Assert.IsEmpty(passes);
        Assert.AreEqual(first, second);
        Assert.AreEqual((await lab.RankAsync(keeps: false)).Json, second);
    }

    [TestMethod]
    public async Task RankAsync_DamagedImageAndRefusedModel_AreKeptWithTheirReasons()
    {
        using Lab lab = new();
        File.WriteAllBytes(lab.Images[1], File.ReadAllBytes(lab.Images[1])[..^60]);
        lab.LastOperator = null;
        lab.Models.Add(lab.AddModel(
            "logits", new FakeModel { Postprocessing = "[{id: scale_linear, kwargs: {gain: 9.0, offset: 0.0}}]" }));

        (_, string first) = await lab.RankAsync();
        (IReadOnlyList<string> passes, string second) = await lab.RankAsync();

        Assert.IsEmpty(passes);
        Assert.AreEqual((await lab.RankAsync(keeps: false)).Json, first);
        Assert.AreEqual(first, second);
        Assert.Contains("b.tif", first);
        Assert.Contains("nothing states an activation", first);
    }

    /// <summary>What failed for want of memory may not fail the next time; what the image or the model is to blame for, will.</summary>
    [TestMethod]
    public async Task RankAsync_PassThatFailedInTheRuntime_IsTriedAgain()
    {
        using Lab lab = new();
        lab.BeforePass = (pass, _) =>
        {
            if (pass == 2)
            {
                throw new ModelRunException("first", "the pass failed", new InvalidOperationException("no memory"));
            }
        };
        (_, string failed) = await lab.RankAsync();
        lab.BeforePass = null;

        (IReadOnlyList<string> passes, string found) = await lab.RankAsync();

        Assert.Contains("the pass failed", failed);
        Assert.IsNotEmpty(passes);
        Assert.AreEqual((await lab.RankAsync(keeps: false)).Json, found);
    }

    /// <summary>Statistics of images that changed while they were taken are those of no images that anybody can name.</summary>
    [TestMethod]
    public async Task RankAsync_ImageThatChangesDuringTheSurvey_LeavesNothingWrong()
    {
        using Lab lab = new();
        lab.Models.Clear();
        lab.Models.Add(lab.AddModel("of all", new FakeModel { Preprocessing = OfAllImages }));
        byte[] before = await File.ReadAllBytesAsync(lab.Images[2]);
        lab.BeforeOpen = () => TiffWriter.Write(lab.Images[2], FakeImages.BlobTensor("yx", 80, 80));
        await lab.RankAsync();
        lab.BeforeOpen = null;
        await File.WriteAllBytesAsync(lab.Images[2], before);

        (_, string found) = await lab.RankAsync();

        Assert.AreEqual((await lab.RankAsync(keeps: false)).Json, found);
    }

    [TestMethod]
    public async Task RankAsync_SameImageTwice_IsMeasuredOnce()
    {
        using Lab lab = new();
        string copy = Path.Combine(Path.GetDirectoryName(lab.Images[0])!, "copy");
        Directory.CreateDirectory(copy);
        File.Copy(lab.Images[0], Path.Combine(copy, "a.tif"));
        lab.Images.Add(Path.Combine(copy, "a.tif"));

        (IReadOnlyList<string> passes, string found) = await lab.RankAsync();

        (IReadOnlyList<string> all, string expected) = await lab.RankAsync(keeps: false);
        Assert.AreEqual(expected, found);
        Assert.IsLessThan(all.Count, passes.Count);
    }

    private static AxisTensor Filled(byte value)
    {
        AxisTensor pixels = new(TensorShape.Of("yx", 24, 24), ElementType.UInt8);
        pixels.AsSpan<byte>().Fill(value);
        return pixels;
    }
}
