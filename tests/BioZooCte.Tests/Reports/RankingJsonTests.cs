using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using BioZooCte.Ranking;
using BioZooCte.Reports;
using BioZooCte.Testing;
using BioZooCte.Tests.Ranking;

namespace BioZooCte.Tests.Reports;

[TestClass]
public class RankingJsonTests
{
    private const string Head = """
        {
          "schema": "biozoocte.ranking/1",
          "options": {
            "perturbations": [
              "contrast:0.7",
              "gamma:1.5"
            ],
            "threshold": 0.5,
            "seed": 18446744073709551615,
            "rgbToGray": false,
            "axes": null
          },
          "software": {
            "BioZooCte": "0.1.0",
            "ONNX Runtime": "1.29.0"
          },
          "metric": "miou",
          "estimator": "cte",
          "higherIsBetter": true,
          "partial": true,
          "sweep": null,
          "structures": [
            {
              "name": "nuclei",
              "models": [
                "v1/unet",
                "same"
              ],
              "estimator": "combined",
              "higherIsBetter": true,
              "firmness": 0.9375,
              "camps": [
                [
                  "v1/unet"
                ],
                [
                  "same"
                ]
              ],
              "flags": [
                "no-model-stands-firm"
              ]
            }
          ],
          "models": [
            {
              "id": "v1/unet",
              "source": "/zoo/v1/unet",
              "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
              "structure": "nuclei",
              "rank": 1,
              "score": 0.30000000000000004,
              "interval": [
                0.25,
                0.5
              ],
              "cte": 0.5,
              "agreement": 0.75,
              "estimatedF1": 0.875,
              "estimatedF1Interval": [
                0.75,
                1
              ],
              "voteGroup": 2,
              "tieGroup": 1,
              "images": 3,
              "scored": 1,
              "empty": 1,
              "failed": 1,
              "foreground": 0.125,
              "foregroundRule": {
                "output": "probabilities",
                "outputIndex": 0,
                "values": "probability",
                "channel": null,
                "channelName": null,
                "backgroundChannel": 0,
                "classes": [
                  {
                    "channel": 1,
                    "name": "nuclei"
                  },
                  {
                    "channel": 2,
                    "name": "dead"
                  }
                ],
                "activation": null,
                "reason": "the last step is softmax."
              },
              "flags": [
                "channel-guessed",
                "too-little-data"
              ],
              "error": null,
              "classes": [
                {
                  "name": "nuclei",
                  "score": 0.75
                },
                {
                  "name": "dead",
                  "score": null
                }
              ],
              "perImage": [
                {
                  "image": "α.tif",
                  "perturbation": "gamma:1.5",
                  "run": 0,
                  "score": 0.30000000000000004,
                  "foreground": 0.125,
                  "reason": null
                },
                {
                  "image": "b.tif",
                  "perturbation": "gamma:1.5",
                  "run": 0,
                  "score": null,
                  "foreground": 0,
                  "reason": "empty"
                },
                {
                  "image": "c.tif",
                  "perturbation": "gamma:1.5",
                  "run": 0,
                  "score": null,
                  "foreground": null,
                  "reason": "c.tif: is not a TIFF"
                }
              ]
            },
            {
              "id": "same",
        """;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task WriteAsync_Report_WritesEveryFieldInItsOrder()
    {
        string json = await WriteAsync(Examples.Report);

        Assert.StartsWith(Head, json);
        Assert.EndsWith("  ]\n}\n", json);
    }

    [TestMethod]
    public async Task WriteAsync_OtherCulture_GivesTheSameBytes()
    {
        string expected = await WriteAsync(Examples.Report);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("")
            {
                NumberFormat = { NumberDecimalSeparator = "," },
            };

            Assert.AreEqual(expected, await WriteAsync(Examples.Report));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestMethod]
    public async Task WriteAsync_Report_IsValidBySchema() =>
        Assert.AreEqual("", Errors(await WriteAsync(Examples.Report)));

    [TestMethod]
    public async Task WriteAsync_RankedEvidence_IsValidBySchema()
    {
        ModelRanking ranking = Evidence.Rank(
            Evidence.Model("a", [90, 80, 70, 60, 50]),
            Evidence.Model("b", [10, 20]),
            Evidence.Model("same", [100]),
            Evidence.Model("failed", Evidence.Failed("/images/00.tif", "is cut short")),
            Evidence.Model("broken") with { Error = "no ONNX weights" });

        Assert.AreEqual("", Errors(await WriteAsync(new RankingReport(ranking))));
    }

    [TestMethod]
    public async Task Schema_FieldMissing_IsInvalid()
    {
        string json = await WriteAsync(Examples.Report);
        foreach (string path in ObjectPaths(JsonNode.Parse(json)!, ""))
        {
            JsonNode whole = JsonNode.Parse(json)!;
            JsonObject parent = (JsonObject)Find(whole, path[..path.LastIndexOf('/')]);
            string name = path[(path.LastIndexOf('/') + 1)..];
            bool isFree = path.StartsWith("/options/", StringComparison.Ordinal)
                || path.StartsWith("/software/", StringComparison.Ordinal)
                || path is "/models/0/classes";
            parent.Remove(name);

            Assert.AreEqual(isFree, Errors(whole.ToJsonString()).Length == 0, $"without {path}");
        }
    }

    [TestMethod]
    public async Task Schema_FieldOfAnotherKind_IsInvalid()
    {
        string json = await WriteAsync(Examples.Report);
        foreach (string path in ObjectPaths(JsonNode.Parse(json)!, ""))
        {
            JsonNode whole = JsonNode.Parse(json)!;
            JsonObject parent = (JsonObject)Find(whole, path[..path.LastIndexOf('/')]);
            parent[path[(path.LastIndexOf('/') + 1)..]] = new JsonObject { ["not"] = new JsonObject() };

            Assert.AreNotEqual("", Errors(whole.ToJsonString()), path);
        }
    }

    [TestMethod]
    public async Task Schema_UnknownField_IsInvalid()
    {
        JsonNode whole = JsonNode.Parse(await WriteAsync(Examples.Report))!;
        whole["models"]![0]!["colour"] = "red";

        Assert.StartsWith("$.models[0]: ", Errors(whole.ToJsonString()));
        Assert.EndsWith(" is against additionalProperties false", Errors(whole.ToJsonString()));
    }

    [TestMethod]
    public void OpenSchema_File_IsTheOneInTheRepository()
    {
        string file = Path.Combine(SharedData.RepositoryRoot, "sdk/BioZooCte/Reports/ranking.schema.json");
        using StreamReader reader = new(RankingJson.OpenSchema());

        Assert.AreEqual(File.ReadAllText(file), reader.ReadToEnd());
    }

    [TestMethod]
    public async Task WriteAsync_NaN_IsRefused()
    {
        RankingReport report = Examples.With([Examples.Report.Ranking.Models[0] with { Score = double.NaN }]);

        await Assert.ThrowsExactlyAsync<ArgumentException>(() => WriteAsync(report));
    }

    [TestMethod]
    public async Task WriteAsync_File_HoldsTheSame()
    {
        string path = Path.Combine(Path.GetTempPath(), $"biozoocte-{Guid.NewGuid()}.json");

        await RankingJson.WriteAsync(path, Examples.Report, TestContext.CancellationToken);
        string written = await File.ReadAllTextAsync(path, TestContext.CancellationToken);
        File.Delete(path);

        Assert.AreEqual(await WriteAsync(Examples.Report), written);
    }

    [TestMethod]
    public void Options_NameTwice_IsRefused()
    {
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => Examples.Report with
        {
            Options = [new ReportOption("seed", 1), new ReportOption("seed", 2)],
        });

        StringAssert.StartsWith(error.Message, "Options: seed is there twice; expected each name once.");
    }

    private Task<string> WriteAsync(RankingReport report) =>
        Examples.WriteAsync(stream => RankingJson.WriteAsync(stream, report, TestContext.CancellationToken));

    private static string Errors(string json)
    {
        using Stream stream = RankingJson.OpenSchema();
        using JsonDocument schema = JsonDocument.Parse(stream);
        using JsonDocument value = JsonDocument.Parse(json);
        return string.Join('\n', new JsonSchema(schema.RootElement).Validate(value.RootElement));
    }

    /// <summary>The path of every field of every object.</summary>
    private static IEnumerable<string> ObjectPaths(JsonNode? node, string path) => node switch
    {
        JsonObject fields => fields.SelectMany(field =>
            ObjectPaths(field.Value, $"{path}/{field.Key}").Prepend($"{path}/{field.Key}")),
        JsonArray items => items.SelectMany((item, i) => ObjectPaths(item, $"{path}/{i}")),
        _ => [],
    };

    private static JsonNode Find(JsonNode root, string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (node, part) =>
            node is JsonArray items ? items[int.Parse(part, CultureInfo.InvariantCulture)]! : node[part]!);
}
