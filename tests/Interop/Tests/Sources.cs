using BioZooCte.Testing;

namespace BioZooCte.Interop.Tests;

/// <summary>Where the clients and the descriptions of the wire are.</summary>
internal static class Sources
{
    /// <summary>The services of the bridge, with the standard ones.</summary>
    public static string Proto { get; } = Path.Combine(SharedData.RepositoryRoot, "proto");

    /// <summary>The test service.</summary>
    public static string TestProto { get; } = PathOf("proto");

    /// <summary>The files of the test service.</summary>
    public static IReadOnlyList<string> TestFiles { get; } =
        ["grpc/testing/test.proto", "grpc/testing/messages.proto", "grpc/testing/empty.proto"];

    /// <summary>The files of the bridge's own services.</summary>
    public static IReadOnlyList<string> BridgeFiles { get; } =
    [
        .. Directory.GetFiles(Path.Combine(Proto, "biozoocte", "v1"), "*.proto")
            .Select(file => Path.GetRelativePath(Proto, file)),
    ];

    /// <summary>A file or folder of tests/Interop.</summary>
    public static string PathOf(params string[] parts) =>
        Path.Combine([SharedData.RepositoryRoot, "tests", "Interop", .. parts]);
}
