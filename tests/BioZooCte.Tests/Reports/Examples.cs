using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;

using BioZooCte.Ranking;
using BioZooCte.Reports;
using BioZooCte.Segmentation;

namespace BioZooCte.Tests.Reports;

/// <summary>Reports that use every field.</summary>
internal static class Examples
{
    private static readonly ForegroundRule Rule = new()
    {
        OutputIndex = 0,
        OutputId = "probabilities",
        Values = ForegroundValues.Probability,
        BackgroundChannel = 0,
        Classes = [new ForegroundClass(1, "nuclei"), new ForegroundClass(2, "dead")],
        Reason = "the last step is softmax.",
    };

    /// <summary>A model in place, one set aside, one that could not run.</summary>
    public static RankingReport Report { get; } = new(new ModelRanking
    {
        Models =
        [
            new ModelScore
            {
                Id = "v1/unet",
                Source = "/zoo/v1/unet",
                Sha256 = new string('a', 64),
                Structure = "nuclei",
                Cte = 0.5,
                Agreement = 0.75,
                EstimatedF1 = 0.875,
                EstimatedF1Interval = new ScoreInterval(0.75, 1),
                VoteGroup = 2,
                Rank = 1,
                Score = 0.1 + 0.2,
                Interval = new ScoreInterval(0.25, 0.5),
                TieGroup = 1,
                Images = 3,
                Scored = 1,
                Empty = 1,
                Failed = 1,
                Foreground = 0.125,
                ForegroundRule = Rule,
                Flags = ["channel-guessed", "too-little-data"],
                Classes = [new ClassScore("nuclei", 0.75), new ClassScore("dead", null)],
                PerImage =
                [
                    new PairScore("α.tif", "gamma:1.5", 0, 0.30000000000000004, 0.125, null),
                    new PairScore("b.tif", "gamma:1.5", 0, null, 0, "empty"),
                    new PairScore("c.tif", "gamma:1.5", 0, null, null, "c.tif: is not a TIFF"),
                ],
            },
            new ModelScore
            {
                Id = "same",
                Source = "/zoo/same",
                Sha256 = null,
                Structure = "nuclei",
                Rank = 2,
                Score = 1,
                TieGroup = 2,
                Images = 1,
                Scored = 1,
                Empty = 0,
                Failed = 0,
                Foreground = 1E-05,
                ForegroundRule = Rule with
                {
                    BackgroundChannel = null,
                    Channel = 1,
                    ChannelName = "mask",
                    Classes = [],
                    Activation = "sigmoid",
                },
                Flags = ["insensitive"],
                PerImage = [new PairScore("α.tif", "gamma:1.5", 0, 1, 1E-05, null)],
            },
            new ModelScore
            {
                Id = "broken",
                Source = "/zoo/broken, \"old\"\n",
                Images = 0,
                Scored = 0,
                Empty = 0,
                Failed = 0,
                Error = "broken cannot be run: no ONNX weights, only torchscript.",
            },
        ],
        Structures =
        [
            new StructureRanking
            {
                Name = "nuclei",
                Models = ["v1/unet", "same"],
                Estimator = "combined",
                HigherIsBetter = true,
                Firmness = 0.9375,
                Camps = [["v1/unet"], ["same"]],
                Flags = ["no-model-stands-firm"],
            },
        ],
        Metric = "miou",
        Estimator = "cte",
        HigherIsBetter = true,
        IsPartial = true,
    })
    {
        Options =
        [
            new ReportOption("perturbations", new JsonArray("contrast:0.7", "gamma:1.5")),
            new ReportOption("threshold", 0.5),
            new ReportOption("seed", ulong.MaxValue),
            new ReportOption("rgbToGray", false),
            new ReportOption("axes", null),
        ],
        Software = [new SoftwareVersion("BioZooCte", "0.1.0"), new SoftwareVersion("ONNX Runtime", "1.29.0")],
    };

    /// <summary>What is written.</summary>
    public static async Task<string> WriteAsync(Func<Stream, Task> write)
    {
        using MemoryStream stream = new();
        await write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The same report with other models.</summary>
    public static RankingReport With(ImmutableArray<ModelScore> models) =>
        Report with { Ranking = Report.Ranking with { Models = models } };
}
