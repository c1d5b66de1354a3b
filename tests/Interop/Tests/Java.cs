using BioZooCte.Testing;

namespace BioZooCte.Interop.Tests;

/// <summary>Debian's grpc-java; the client is compiled once a run.</summary>
internal static class Java
{
    private const string Jars = "/usr/share/java";

    private static readonly string[] Needed =
    [
        "grpc-api", "grpc-context", "grpc-core", "grpc-stub", "grpc-netty", "grpc-protobuf", "grpc-protobuf-lite",
        "protobuf", "gson", "guava", "perfmark-api", "proto-google-common-protos", "netty-common", "netty-buffer",
        "netty-transport", "netty-resolver", "netty-codec", "netty-codec-http", "netty-codec-http2", "netty-handler",
    ];

    private static readonly Lazy<Task<string>> Classes = new(() => CompileAsync(
        "java",

        // Debian's proto-google-common-protos is older than ErrorInfo.
        [.. Sources.TestFiles, "google/rpc/error_details.proto"],
        [Sources.PathOf("java", "InteropClient.java")]));

    private static readonly Lazy<Task<string>> Finder = new(() => CompileAsync(
        "java-finder",
        Sources.BridgeFiles,
        ["-sourcepath", Plugin, Sources.PathOf("java", "org", "biozoocte", "fiji", "FindBridge.java")]));

    private static string Plugin => Path.Combine(SharedData.RepositoryRoot, "examples", "fiji", "src", "main", "java");

    private static string Libraries =>
        string.Join(Path.PathSeparator, Needed.Select(name => Tool.Require(Path.Combine(Jars, $"{name}.jar"))));

    /// <summary>Runs one case.</summary>
    public static async Task RunAsync(string name, InteropServer server, CancellationToken cancellationToken)
    {
        string java = Tool.Require("java");
        string path = await Classes.Value + Path.PathSeparator + Libraries;
        string[] arguments = ["-XX:TieredStopAtLevel=1", "-cp", path, "InteropClient", $"{server.Port}", name];
        Outcome outcome = await Tool.RunAsync(java, arguments, cancellationToken);
        outcome.Passed(name);
    }

    /// <summary>What the Fiji plugin finds: the version of a running bridge, or none.</summary>
    public static async Task<string> FindBridgeAsync(
        IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        string java = Tool.Require("java");
        string path = await Finder.Value + Path.PathSeparator + Libraries;
        string[] arguments =
            ["-XX:TieredStopAtLevel=1", $"-Duser.home={environment["HOME"]}", "-cp", path, "org.biozoocte.fiji.FindBridge"];
        Outcome outcome = await Tool.RunAsync(java, arguments, cancellationToken, environment);
        return outcome.Succeeded().Output.Trim();
    }

    private static async Task<string> CompileAsync(string name, IEnumerable<string> protos, IEnumerable<string> sources)
    {
        string protoc = Tool.Require("protoc");
        string plugin = Tool.Require("grpc_java_plugin");
        string compiler = Tool.Require("javac");
        string libraries = Libraries;
        string generated = Scratch.Folder($"{name}-generated");
        string classes = Scratch.Folder($"{name}-classes");
        Outcome stubs = await Tool.RunAsync(
            protoc,
            [
                "-I", Sources.TestProto, "-I", Sources.Proto, $"--java_out={generated}", $"--grpc-java_out={generated}",
                $"--plugin=protoc-gen-grpc-java={plugin}", .. protos,
            ],
            CancellationToken.None);
        stubs.Succeeded();
        string[] files = Directory.GetFiles(generated, "*.java", SearchOption.AllDirectories);
        string[] arguments =
        [
            "-J-XX:TieredStopAtLevel=1", "--release", "8", "-nowarn", "-proc:none", "-cp", libraries, "-d", classes,
            .. sources, .. files,
        ];
        Outcome compiled = await Tool.RunAsync(compiler, arguments, CancellationToken.None);
        compiled.Succeeded();
        return classes;
    }
}
