using System.Security.Cryptography;
using System.Text;

using BioZooCte.Images;
using BioZooCte.Ranking;
using BioZooCte.Reports;
using BioZooCte.Results;
using BioZooCte.Tensors;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;
using BioZooCte.Tiling;

namespace BioZooCte.Sqlite.Tests;

/// <summary>A folder with models and images, a store, and a list of all passes that anybody ran.</summary>
internal sealed class Lab : IDisposable
{
    private readonly PackageFolder _folder = new();
    private readonly List<string> _passes = [];
    private readonly Lock _lock = new();

    public Lab()
    {
        Models =
        [
            AddModel("first", new FakeModel()),
            AddModel("second", new FakeModel { Halo = 2 }),
            AddModel("third", new FakeModel { Halo = 3 }),
        ];
        Images = [AddImage("a.tif", 24, 40), AddImage("b.tif", 48, 40), AddImage("c.tif", 24, 56)];
    }

    public List<string> Models { get; }

    public List<string> Images { get; }

    public EstimationOptions Options { get; set; } = new() { Threads = 1, TileSize = TileSize.Of(24) };

    public string StorePath => Path.Combine(_folder.Path, ".zoocte", "results.sqlite");

    /// <summary>What stops the process at a pass; null for nothing.</summary>
    public Action<int, CancellationToken>? BeforePass { get; set; }

    /// <summary>What the models end in; null for nothing that says what the values are.</summary>
    public string? LastOperator { get; set; } = "Sigmoid";

    /// <summary>The models and inputs of all passes that were finished, in order.</summary>
    public IReadOnlyList<string> Passes
    {
        get
        {
            lock (_lock)
            {
                return [.. _passes];
            }
        }
    }

    public string AddModel(string name, FakeModel model) => model.Write(_folder, name);

    public string AddImage(string name, int rows, int columns)
    {
        AxisTensor pixels = FakeImages.BlobTensor("yx", rows, columns);
        string path = Path.Combine(_folder.Path, name);
        TiffWriter.Write(path, pixels);
        return path;
    }

    /// <summary>The passes that one more ranking takes, and its report.</summary>
    public async Task<(IReadOnlyList<string> Passes, string Json)> RankAsync(bool keeps = true)
    {
        int before = Passes.Count;
        using SqliteResults? store = keeps ? SqliteResults.Open(StorePath) : null;
        string json = await RankAsync(store);
        return ([.. Passes.Skip(before)], json);
    }

    /// <summary>Statistics over the images, as a file holds them.</summary>
    public async Task<ImageSetStatistics> SurveyAsync()
    {
        string path = Path.Combine(_folder.Path, "statistics.json");
        await (await new ImageSetSurveyor(NewBackend(), Options).TakeAsync(Models, Images)).SaveAsync(path);
        return await ImageSetStatistics.LoadAsync(path);
    }

    public async Task<string> RankAsync(SqliteResults? store)
    {
        TransferabilityEstimator estimator = new(NewBackend(), Options) { Store = store };
        ModelRanking ranking = await estimator.RankAsync(Models, Images);
        string path = Path.Combine(_folder.Path, $"{Guid.NewGuid():N}.json");
        await RankingJson.WriteAsync(path, new RankingReport(ranking), CancellationToken.None);
        string json = await File.ReadAllTextAsync(path);
        return json.Replace(_folder.Path, "lab", StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private FakeBackend NewBackend()
    {
        string model = "";
        return new FakeBackend
        {
            BeforeOpen = (_, package) => model = package.Id,
            LastOperator = LastOperator,
            Sha256 = package => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(package.Id))),
            BeforePass = (pass, _, token) => BeforePass?.Invoke(pass, token),
            Network = (input, output) =>
            {
                FakeNetworks.MeanOfNeighbours(input, output);
                lock (_lock)
                {
                    _passes.Add(model + Convert.ToHexString(SHA256.HashData(input.Bytes)));
                }
            },
        };
    }
}
