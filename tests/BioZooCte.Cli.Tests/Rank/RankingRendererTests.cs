using BioZooCte.Cli.Rank;

using static BioZooCte.Cli.Tests.Rank.Rankings;

namespace BioZooCte.Cli.Tests.Rank;

[TestClass]
public sealed class RankingRendererTests
{
    [TestMethod]
    public void Write_Ranking_ShowsVerdictTableNotesAndReasons()
    {
        using Captured captured = new();
        RankingRenderer.Write(captured.Terminal.Output, Rankings.Of(
            Model("dsb520", 1, .9134, 1),
            Model("dsb360", 2, .9021, 1, "channel-guessed") with { Scored = 9, Empty = 1 },
            Model("hela", 3, .71, 2, "mostly-foreground", "tiling-changes-result") with { Foreground = .8, Interval = null },
            Model("histo", 4, .99, 3, "predicts-everything") with { Foreground = .97 },
            NotRun("affable-shark", "affable-shark cannot be run: no ONNX weights: there are torchscript."),
            NotRun("x/rdf", "rdf cannot be run: no ONNX weights: there are torchscript."),
            NotRun("odd", "odd/rdf.yaml:3: name is missing; expected text.")));
        Assert.AreEqual(
            """

            dsb520 suits these images best; dsb360 is as good within the uncertainty.

                 model    miou ↑   95 % interval   tie   images   foreground   notes
            ────────────────────────────────────────────────────────────────────────────────────────────────────
             1   dsb520    0.913   0.893 – 0.923   a      10/10       12.3 %
             2   dsb360    0.902   0.882 – 0.912   a       9/10       12.3 %   channel-guessed, 1 empty
             3   hela      0.710   –               b      10/10       80.0 %   mostly-foreground,
                                                                               tiling-changes-result
             4   histo     0.990   0.970 – 1.000   c      10/10       97.0 %   predicts-everything

            Models with the same letter under 'tie' cannot be told apart by these images.
            empty: images on which a model found no foreground.
            channel-guessed: nothing names the channel of the foreground, so one was guessed; --foreground
            CHANNEL names it.
            mostly-foreground: it calls most of the images foreground, which by itself makes predictions look
            alike: look at one.
            tiling-changes-result: its network looks at all of an image at once, so cutting images into tiles
            changes its result; --tile none does not cut them.
            predicts-everything: it calls nearly all of the images foreground, which is consistent and useless,
            so it stands after the others.

            Not ranked:
              affable-shark and x/rdf: no ONNX weights: there are torchscript.
              odd: odd/rdf.yaml:3: name is missing; expected text.

            """.ReplaceLineEndings("\n"),
            captured.Output);
    }

    [TestMethod]
    public void Write_LongNamesAndNotes_StaysWithin100Columns()
    {
        using Captured captured = new();
        RankingRenderer.Write(captured.Terminal.Output, Rankings.Of(
            [.. Enumerable.Range(1, 30).Select(i => Model(
                $"a-rather-long-package-name-of-the-zoo/version-{i}/bioimageio",
                i,
                .5,
                i,
                "channel-guessed",
                "tiling-changes-result",
                "mostly-foreground"))]));
        foreach (string line in captured.Output.Split('\n'))
        {
            Assert.IsLessThanOrEqualTo(100, line.Length, line);
        }

        StringAssert.Contains(captured.Output, " 30 ");
        StringAssert.Contains(captured.Output, " ad ");
    }

    /// <summary>A window is eighty wide, mostly; columns go before a name is broken.</summary>
    [TestMethod]
    [DataRow(100, "")]
    [DataRow(80, "There is no room here for foreground: a wider window shows more.")]
    [DataRow(60, "There is no room here for the interval, agreement and")]
    public void Write_NarrowWindow_LeavesOutColumnsAndSaysSo(int width, string expected)
    {
        const string Name = "affable-shark";
        using Captured captured = new();
        captured.Terminal.Output.Profile.Width = width;
        RankingRenderer.Write(captured.Terminal.Output, Rankings.Of(
            Compared(Name, 1, .87, 1, 1), Compared("other", 2, .81, .9, 2)));

        string[] lines = captured.Output.Split('\n');
        Assert.IsTrue(lines.All(line => line.Length <= width), captured.Output);
        StringAssert.Contains(captured.Output, Name);
        StringAssert.Contains(captured.Output, "0.870");
        StringAssert.Contains(captured.Output, expected);
        Assert.AreEqual(expected.Length > 0, captured.Output.Contains("no room", StringComparison.Ordinal));
    }

    [TestMethod]
    public void Write_ComparedModels_ShowsBothColumnsAndWhatOrderedThem()
    {
        using Captured captured = new();
        RankingRenderer.Write(captured.Terminal.Output, Rankings.Of(
            Compared("dsb520", 1, .95, .96, 1),
            Compared("dsb360", 2, .94, .95, 2, "channel-guessed") with { Scored = 9, Empty = 1 },
            Compared("dsb360-copy", 3, .94, .95, 2, "tiling-changes-result", "mostly-foreground"),
            Model("mito", 1, .91, 1) with { Structure = "mitochondria", Cte = .91, VoteGroup = 3 },
            NotRun("odd", "odd/rdf.yaml:3: name is missing; expected text.")) with
        {
            Structures =
            [
                new StructureView("nuclei", "combined", true, 0.94, [["dsb520"], ["dsb360", "dsb360-copy"]], []),
                new StructureView("mitochondria", "cte", true, 0.91, [], []),
            ],
        });
        Assert.AreEqual(
            """

            nuclei: 3 models on 10 images, firmness 0.94
            dsb520 suits these images best.

                 model            com-   95 %            tie    miou   agree-   expected F1         fore-
                               bined ↑   interval                        ment   (optimistic)       ground
            ──────────────────────────────────────────────────────────────────────────────────────────────
             1   dsb520          0.912   0.892 – 0.922   a     0.950    0.960   0.95 (0.93–0.97)   12.3 %
             2   dsb360          0.893   0.873 – 0.903   b     0.940    0.950   0.94 (0.92–0.96)   12.3 %
             3   dsb360-copy     0.893   0.873 – 0.903   c     0.940    0.950   0.94 (0.92–0.96)   12.3 %

             dsb360       channel-guessed, 1 empty
             dsb360-copy  tiling-changes-result, mostly-foreground

            Ordered by combined: miou (how a model stands by its own answer) × agreement (with the other
            models).
            expected F1 (optimistic): F1 against the consensus of the other models; against labels it is mostly
            somewhat lower.
            dsb360 and dsb360-copy share one vote: the same weights, versions of one model, or the same parent.
            The models split into two camps that contradict each other: dsb520; and dsb360 and dsb360-copy. One
            of them is wrong: look at a picture of each.

            mitochondria: 1 model on 10 images, firmness 0.91
            mito is the only model with a score: there is nothing to compare it with.

                 model   miou ↑   95 % interval   tie   images   foreground   notes
            ────────────────────────────────────────────────────────────────────────
             1   mito     0.910   0.890 – 0.920   a      10/10       12.3 %

            empty: images on which a model found no foreground.
            channel-guessed: nothing names the channel of the foreground, so one was guessed; --foreground
            CHANNEL names it.
            tiling-changes-result: its network looks at all of an image at once, so cutting images into tiles
            changes its result; --tile none does not cut them.
            mostly-foreground: it calls most of the images foreground, which by itself makes predictions look
            alike: look at one.

            Not ranked:
              odd: odd/rdf.yaml:3: name is missing; expected text.

            """.ReplaceLineEndings("\n"),
            captured.Output);
    }

    [TestMethod]
    public void Write_ComparedModelsWithLongNamesAndNotes_StaysWithin100Columns()
    {
        using Captured captured = new();
        RankingRenderer.Write(captured.Terminal.Output, Rankings.Of(
            [.. Enumerable.Range(1, 30).Select(i => Compared(
                $"a-rather-long-package-name-of-the-zoo/version-{i}/bioimageio",
                i,
                .5,
                .5,
                i,
                "channel-guessed",
                "tiling-changes-result",
                "mostly-foreground"))]) with
        {
            Estimator = "combined",
        });
        foreach (string line in captured.Output.Split('\n'))
        {
            Assert.IsLessThanOrEqualTo(100, line.Length, line);
        }

        StringAssert.Contains(captured.Output, "0.49 (0.47–0.51)");
        StringAssert.Contains(captured.Output, " ad ");
    }

    [TestMethod]
    [DataRow(1, "a")]
    [DataRow(26, "z")]
    [DataRow(27, "aa")]
    [DataRow(53, "ba")]
    public void Letter_Group_CountsInLetters(int group, string expected) =>
        Assert.AreEqual(expected, RankingTable.Letter(group));

    [TestMethod]
    public void Write_MetricWithLowerIsBetter_PointsDown()
    {
        using Captured captured = new();
        RankingRenderer.Write(
            captured.Terminal.Output,
            Rankings.Of(Model("a", 1, .1, 1)) with { Metric = "kl", HigherIsBetter = false });
        StringAssert.Contains(captured.Output, "kl ↓");
    }

    [TestMethod]
    public void Write_FailedImages_StandTogetherByReason()
    {
        using Captured captured = new();
        RankingRow Failed(string id) => Model(id, 1, .9, 1) with
        {
            Scored = 8,
            Failed = 2,
            Failures = [("img3.tif", $"{id}: too small"), ("img4.tif", $"{id}: too small")],
        };
        RankingRenderer.Write(captured.Terminal.Output, Rankings.Of(Failed("a"), Failed("b")));
        StringAssert.Contains(captured.Output, "Failed, img3.tif and img4.tif in every model: too small");
        StringAssert.Contains(captured.Output, "2 failed");
    }

    [TestMethod]
    public void Write_NamesWithMarkup_AreTakenAsTheyAre()
    {
        using Captured captured = new();
        RankingRenderer.Write(
            captured.Terminal.Output, Rankings.Of(Model("[red]a[/]", 1, .9, 1), NotRun("b", "odd [thing")));
        StringAssert.Contains(captured.Output, "[red]a[/]");
        StringAssert.Contains(captured.Output, "b: odd [thing");
    }
}
