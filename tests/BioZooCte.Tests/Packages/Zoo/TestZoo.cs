using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

using BioZooCte.Packages.Zoo;
using BioZooCte.Tests.Packages.Rdf;
using BioZooCte.ZooServer;

namespace BioZooCte.Tests.Packages.Zoo;

/// <summary>A Zoo on this machine with one small model, and a cache and a folder for one test.</summary>
internal sealed class TestZoo : IAsyncDisposable
{
    public const string Id = "small-model";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("biozoocte-zoo-");

    public TestZoo() => Zoo = new ServedZoo(Server);

    public ZooHttpServer Server { get; } = new();

    public ServedZoo Zoo { get; }

    /// <summary>What the small model's weights are.</summary>
    public byte[] Weights { get; } = Bytes(100_000, 7);

    public string Cache => Path.Combine(_folder.FullName, "cache");

    public string Out => Path.Combine(_folder.FullName, "out");

    public static string WeightsPath => ServedZoo.PathOf(Id, "weights.onnx");

    public static byte[] Bytes(int count, int seed)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The RDF of a small model.</summary>
    /// <param name="weights">The weights of which it states the hash; null for it to state none.</param>
    public static string RdfOf(byte[]? weights) => RdfExamples.Replace(
        RdfExamples.Format05,
        "{source: weights.onnx, opset_version: 16}",
        weights is null
            ? "{source: weights.onnx, opset_version: 16}"
            : $"{{source: weights.onnx, opset_version: 16, sha256: {HashOf(weights)}}}");

    /// <summary>A small model as a zip.</summary>
    /// <param name="weights">Its weights.</param>
    /// <param name="hasHash">Whether its RDF states their hash.</param>
    public static byte[] ZipOf(byte[] weights, bool hasHash = true)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write("rdf.yaml", Encoding.UTF8.GetBytes(RdfOf(hasHash ? weights : null)));
            Write("weights.onnx", weights);
            Write("unused.txt", [1]);

            void Write(string name, byte[] content)
            {
                using Stream entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Adds a model with files of one content each.</summary>
    public TestZoo Add(string id = Id, string version = "v0", bool hasHash = true, string? rdf = null)
    {
        Zoo.Add(id, version, new Dictionary<string, byte[]>
        {
            ["rdf.yaml"] = Encoding.UTF8.GetBytes(rdf ?? RdfOf(hasHash ? Weights : null)),
            ["weights.onnx"] = Weights,
            ["test_input.npy"] = Bytes(1000, 1),
        });
        return this;
    }

    /// <summary>A client of this Zoo.</summary>
    public ZooClient Open(Func<ZooOptions, ZooOptions>? change = null)
    {
        ZooOptions options = new()
        {
            CacheFolder = Cache,
            IndexUrl = Zoo.IndexUrl,
            IdPattern = $"{Server.Url}/bioimage-io/artifacts/{{id}}/files/rdf.yaml",
            RecordPattern = $"{Server.Url}/api/records/{{id}}/files/rdf.yaml/content",
            AllowedHosts = [Server.Host],
            Timeout = TimeSpan.FromSeconds(5),
        };
        return new ZooClient(change?.Invoke(options) ?? options);
    }

    /// <summary>Downloads into the folder with a new client.</summary>
    public async Task<ZooPackage> DownloadAsync(
        string reference = Id,
        ZooContents contents = ZooContents.Runnable,
        Func<ZooOptions, ZooOptions>? change = null)
    {
        using ZooClient client = Open(change);
        return await client.DownloadAsync(reference, Out, contents);
    }

    /// <summary>Begins a download and ends it when so many bytes of the weights have arrived.</summary>
    public async Task BreakOffAsync(long bytes)
    {
        Server.Misbehave($"*/weights.onnx=stall:{bytes}x1");
        using CancellationTokenSource source = new();
        using ZooClient client = Open();
        await Assert.ThrowsAsync<OperationCanceledException>(() => client.DownloadAsync(
            Id, Out, progress: new CancelAfter(source, bytes), cancellationToken: source.Token));
    }

    /// <summary>From which bytes the weights were asked for, in order.</summary>
    public long[] WeightsRanges() => [.. WeightsRequests().Select(request => request.RangeStart ?? 0)];

    /// <summary>What asked for the weights, in order.</summary>
    public ServedRequest[] WeightsRequests() => [.. Server.Requests.Where(request => request.Path == WeightsPath)];

    /// <summary>The message of a download that fails; after it there is nothing in the folder.</summary>
    public async Task<string> RefuseAsync(
        string reference = Id,
        ZooContents contents = ZooContents.Runnable,
        Func<ZooOptions, ZooOptions>? change = null)
    {
        string message = (await Assert.ThrowsExactlyAsync<BioZooCte.Packages.InvalidModelPackageException>(
            () => DownloadAsync(reference, contents, change))).Message;
        Assert.IsFalse(
            Directory.Exists(Out) && Directory.EnumerateFileSystemEntries(Out).Any(), "Something was left behind.");
        return message;
    }

    /// <summary>The files of a downloaded model, without the record.</summary>
    public string[] FilesOf(string id = Id) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Out, id), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Path.Combine(Out, id), path).Replace('\\', '/'))
            .Where(name => name != PackageRecord.FileName).Order(StringComparer.Ordinal),
    ];

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class CancelAfter(CancellationTokenSource source, long bytes) : IProgress<ZooProgress>
    {
        public void Report(ZooProgress value)
        {
            if (value.Bytes >= bytes)
            {
                source.Cancel();
            }
        }
    }
}
