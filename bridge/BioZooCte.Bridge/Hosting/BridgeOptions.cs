using System.Net;

namespace BioZooCte.Bridge.Hosting;

/// <summary>How a bridge is run.</summary>
internal sealed record BridgeOptions
{
    /// <summary>The folders with model packages.</summary>
    public required IReadOnlyList<string> ModelRoots { get; init; }

    /// <summary>The folders below which image files may be ranked by path; empty for none.</summary>
    public IReadOnlyList<string> ImageRoots { get; init; } = [];

    /// <summary>The address to listen on; not used with a socket.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>The path of a Unix socket to listen on instead; null for none.</summary>
    public string? UnixSocket { get; init; }

    /// <summary>The server's certificate; null for no TLS.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>The file by which plugins find the bridge.</summary>
    public required string ConnectionPath { get; init; }

    /// <summary>The folder of the token, of finished rankings, and of what models gave for files of this machine.</summary>
    public required string StateFolder { get; init; }

    /// <summary>How long finished rankings are kept.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Whether what models give for files of this machine is kept, so that no pass is run twice.</summary>
    /// <value>True.</value>
    public bool KeepsResults { get; init; } = true;

    /// <summary>The process with which the bridge ends; null for none.</summary>
    public int? ParentPid { get; init; }

    /// <summary>After how long without a call the bridge ends; null for never.</summary>
    public TimeSpan? IdleExit { get; init; }

    /// <summary>Rankings that run at a time.</summary>
    public int Concurrent { get; init; } = Environment.ProcessorCount;

    /// <summary>Rankings that may wait.</summary>
    public int Queue { get; init; } = 128;

    /// <summary>For how long a client whose images are missing may send nothing while others wait for its turn.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The bytes of a message.</summary>
    public int MessageBytes { get; init; } = 16 << 20;

    /// <summary>The bytes of images that a client may have here.</summary>
    public long ClientBytes { get; init; } = 8L << 30;

    /// <summary>The bytes of streamed images that stand in memory; beyond it they lie in files.</summary>
    public long SpoolMemory { get; init; } = 256L << 20;

    /// <summary>The folder of those files.</summary>
    public string SpoolFolder { get; init; } = Path.GetTempPath();

    /// <summary>The most images of a ranking.</summary>
    public int MostImages { get; init; } = 10_000;

    /// <summary>The loopback port of the metrics, by HTTP/1.1; null for none.</summary>
    public int? MetricsPort { get; init; }

    /// <summary>
    /// How a child process is started that makes one ranking: the program and its arguments; null to make rankings in this
    /// process.
    /// </summary>
    public IReadOnlyList<string>? Child { get; init; }

    /// <summary>Whether debugging messages are logged.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>How long running calls may go on when the bridge ends.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether it can be reached from other machines.</summary>
    public bool IsExposed => UnixSocket is null && !IPAddress.IsLoopback(Address);
}
