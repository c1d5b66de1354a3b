using BioZooCte.Testing;

namespace BioZooCte.Interop.Tests;

/// <summary>Debian's Python with grpcio and h2; stubs are made by protoc once a run.</summary>
internal static class Python
{
    private static readonly Lazy<Task<string>> Stubs = new(MakeStubsAsync);

    /// <summary>Runs one case against the test server.</summary>
    public static Task RunAsync(
        string script, string name, InteropServer server, CancellationToken cancellationToken) =>
        RunAsync(script, [$"{server.Port}", $"{server.ProcessId}", name], cancellationToken);

    /// <summary>Runs a script of tests/Interop/python; the last of its arguments is the case.</summary>
    public static async Task RunAsync(string script, string[] given, CancellationToken cancellationToken)
    {
        string python = await RequireAsync(
            script switch
            {
                "frames.py" => "h2",
                "beside.py" => "grpc, h2",
                _ => "grpc",
            },
            cancellationToken);
        string[] arguments = ["-B", Sources.PathOf("python", script), .. given];
        Dictionary<string, string> environment = [];
        if (script != "frames.py")
        {
            environment["INTEROP_STUBS"] = await Stubs.Value;
        }

        Outcome outcome = await Tool.RunAsync(python, arguments, cancellationToken, environment);
        outcome.Passed(given[^1]);
    }

    /// <summary>What the client core of the napari plugin finds: the version of a running bridge, or none.</summary>
    public static async Task<string> FindBridgeAsync(
        IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        string python = await RequireAsync("grpc", cancellationToken);
        string plugin = Path.Combine(SharedData.RepositoryRoot, "examples", "napari", "src");
        Dictionary<string, string> variables = new(environment) { ["INTEROP_STUBS"] = await Stubs.Value };
        Outcome outcome = await Tool.RunAsync(
            python, ["-B", Sources.PathOf("python", "find_bridge.py"), plugin], cancellationToken, variables);
        return outcome.Succeeded().Output.Trim();
    }

    private static async Task<string> RequireAsync(string modules, CancellationToken cancellationToken)
    {
        string python = Tool.Require("/usr/bin/python3", "python3");
        Outcome outcome = await Tool.RunAsync(python, ["-c", $"import {modules}"], cancellationToken);
        if (outcome.ExitCode != 0)
        {
            Assert.Inconclusive($"{python} lacks one of the modules {modules}: tests/Interop/install brings it.");
        }

        return python;
    }

    private static async Task<string> MakeStubsAsync()
    {
        string protoc = Tool.Require("protoc");
        string plugin = Tool.Require("grpc_python_plugin");
        string folder = Scratch.Folder("python");
        Outcome outcome = await Tool.RunAsync(
            protoc,
            [
                "-I", Sources.TestProto, "-I", Sources.Proto, $"--python_out={folder}", $"--grpc_python_out={folder}",
                $"--plugin=protoc-gen-grpc_python={plugin}", .. Sources.TestFiles, "grpc/health/v1/health.proto",
                "google/rpc/status.proto", "google/rpc/error_details.proto", .. Sources.BridgeFiles,
            ],
            CancellationToken.None);
        outcome.Succeeded();
        return folder;
    }
}
