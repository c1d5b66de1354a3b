using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

using BioZooCte.Images;
using BioZooCte.Packages;
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

    /// <summary>A lab.</summary>
    /// <param name="isShared">Whether its store is one that several machines may write to.</param>
    public Lab(bool isShared = false)
    {
        Models =
        [
            AddModel("first", new FakeModel()),
            AddModel("second", new FakeModel { Halo = 2 }),
            AddModel("third", new FakeModel { Halo = 3 }),
        ];
        Images = [AddImage("a.tif", 24, 40), AddImage("b.tif", 48, 40), AddImage("c.tif", 24, 56)];
        if (isShared)
        {
            StoreConnection.Open(StorePath, mayCreate: true, isShared: true).Dispose();
        }
    }

    public List<string> Models { get; }

    public List<string> Images { get; }

    public EstimationOptions Options { get; set; } = new() { Threads = 1, TileSize = TileSize.Of(24) };

    public string StorePath => Path.Combine(_folder.Path, ".zoocte", "results.sqlite");

    /// <summary>What stops the process at a pass; null for nothing.</summary>
    public Action<int, CancellationToken>? BeforePass { get; set; }

    /// <summary>What happens before a network is opened; null for nothing.</summary>
    public Action? BeforeOpen { get; set; }

    /// <summary>How folders are watched other than usual; null for as usual.</summary>
    public Func<WatchOptions, WatchOptions>? ChangeWatch { get; set; }

    /// <summary>What is asked of a package when its network is read; null for nothing.</summary>
    public Func<ModelPackage, string>? Needs { get; set; }

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

    /// <summary>Leaves a test that is about a write-ahead log where folders for a while lie on a share.</summary>
    public void NeedLocalDisk()
    {
        if (SharedFileSystem.Holds(Path.Combine(_folder.Path, "results.sqlite")))
        {
            Assert.Inconclusive($"{_folder.Path} lies where other machines may write to.");
        }
    }

    // Models and images appear whole: whoever watches the folder does not see them half written.
    public string AddModel(string name, FakeModel model)
    {
        string path = Path.Combine(_folder.Path, name);
        string hidden = model.Write(_folder, $".{name}");
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        Directory.Move(hidden, path);
        return path;
    }

    public string AddImage(string name, int rows, int columns) =>
        AddImage(name, FakeImages.BlobTensor("yx", rows, columns));

    public string AddImage(string name, AxisTensor pixels)
    {
        string path = Path.Combine(_folder.Path, name);
        string hidden = Path.Combine(_folder.Path, $".{name}");
        TiffWriter.Write(hidden, pixels);
        File.Move(hidden, path, overwrite: true);
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

    /// <summary>Measures one model into the store, as a process of its own does.</summary>
    public async Task MeasureAsync(string model)
    {
        using SqliteResults store = SqliteResults.Open(StorePath);
        await new TransferabilityEstimator(NewBackend(), Options) { Store = store }.RankAsync([model], Images);
    }

    public async Task<string> RankAsync(SqliteResults? store)
    {
        TransferabilityEstimator estimator = new(NewBackend(), Options) { Store = store };
        return await ToJsonAsync(await estimator.RankAsync(Models, Images));
    }

    /// <summary>The report of a ranking, the same wherever the lab is.</summary>
    public async Task<string> ToJsonAsync(ModelRanking ranking)
    {
        using MemoryStream json = new();
        await RankingJson.WriteAsync(json, new RankingReport(ranking), CancellationToken.None);
        return Encoding.UTF8.GetString(json.ToArray()).Replace(_folder.Path, "lab", StringComparison.Ordinal);
    }

    /// <summary>Watches the lab's folders.</summary>
    public async IAsyncEnumerable<WatchEvent> Watch(
        bool isOnce,
        Func<string, IReadOnlyList<string>, CancellationToken, Task<ApartEnd?>>? runApart = null,
        [EnumeratorCancellation] CancellationToken token = default)
    {
        WatchOptions options = new()
        {
            ModelFolders = [_folder.Path],
            ImageFolder = _folder.Path,
            Estimation = Options,
            Interval = TimeSpan.FromMilliseconds(30),
            Quiet = TimeSpan.FromMilliseconds(30),
            IsOnce = isOnce,
            RunApart = runApart,
        };
        using SqliteResults store = SqliteResults.Open(StorePath);
        await foreach (WatchEvent happened in new RankingWatcher(NewBackend(), store, ChangeWatch?.Invoke(options) ?? options)
            .WatchAsync(token))
        {
            yield return happened;
        }
    }

    /// <summary>All that happens until watching ends.</summary>
    public async Task<List<WatchEvent>> WatchAsync(
        bool isOnce,
        Func<string, IReadOnlyList<string>, CancellationToken, Task<ApartEnd?>>? runApart = null,
        CancellationToken token = default)
    {
        List<WatchEvent> happened = [];
        await foreach (WatchEvent one in Watch(isOnce, runApart, token))
        {
            happened.Add(one);
        }

        return happened;
    }

    public FakeBackend NewBackend()
    {
        string model = "";
        return new FakeBackend
        {
            BeforeOpen = (_, package) =>
            {
                model = package.Id;
                BeforeOpen?.Invoke();
            },
            LastOperator = LastOperator,
            Sha256 = package =>
            {
                Needs?.Invoke(package);
                return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(package.Id)));
            },
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

    public void Dispose() => _folder.Dispose();
}
