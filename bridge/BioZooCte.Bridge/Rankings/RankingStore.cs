using System.Security.Cryptography;
using System.Text;

using BioZooCte.Bridge.Files;
using BioZooCte.Bridge.Grpc;

using Google.Protobuf;
using Google.Rpc;

namespace BioZooCte.Bridge.Rankings;

/// <summary>
/// Finished rankings, never images, in a folder: each for a time, each for the client that had it made.
/// </summary>
/// <param name="folder">The folder, made where it is not there.</param>
/// <param name="keep">How long a ranking is kept.</param>
/// <param name="clock">What tells the time.</param>
internal sealed class RankingStore(string folder, TimeSpan keep, TimeProvider clock)
{
    private const string Ending = ".ranking";

    /// <summary>Keeps a ranking.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Add(string client, string id, V1.Ranking ranking) =>
        PrivateFile.Write(PathOf(client, id), ranking.ToByteArray());

    /// <summary>A kept ranking.</summary>
    /// <exception cref="RpcException">There is none of this name for this client.</exception>
    public V1.Ranking Get(string client, string id)
    {
        string path = PathOf(client, id);
        if (!Guid.TryParseExact(id, "N", out _) || !File.Exists(path) || IsOld(path))
        {
            throw NotFound(id);
        }

        using FileStream stream = File.OpenRead(path);
        return V1.Ranking.Parser.ParseFrom(stream);
    }

    /// <summary>Removes what is older than it is kept, and what a run that was killed left half written.</summary>
    public void Purge()
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (string path in Directory.EnumerateFiles(folder, $"*{Ending}*", SearchOption.AllDirectories))
        {
            if (IsOld(path))
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>What a client is told of a name that is none of its rankings.</summary>
    public static RpcException NotFound(string id) => new(
        StatusCode.NotFound,
        $"There is no ranking '{id}' of this client; expected the ranking_id of one that was finished and is still kept.",
        new ResourceInfo { ResourceType = "biozoocte.v1.Ranking", ResourceName = id });

    private bool IsOld(string path) => clock.GetUtcNow() - File.GetLastWriteTimeUtc(path) > keep;

    private string PathOf(string client, string id)
    {
        string owner = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(client)))[..16];
        return Path.Combine(folder, owner, Path.GetFileName(id) + Ending);
    }
}
