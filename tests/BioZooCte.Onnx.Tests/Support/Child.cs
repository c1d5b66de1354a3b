using System.Diagnostics;

using BioZooCte.Errors;
using BioZooCte.Models;
using BioZooCte.Packages;

namespace BioZooCte.Onnx.Tests.Support;

/// <summary>A pass in a process of its own, for what might take the process with it.</summary>
internal static class Child
{
    /// <summary>What the child prints where the pass came to its end.</summary>
    public const string Ran = "ran";

    public static int Main(string[] arguments)
    {
        try
        {
            using ModelPackage package = TestPackage.Around(arguments[0], arguments[1]);
            using IModelRunner runner = new OnnxBackend().Open(package, new RunnerOptions());
            int[] sizes = [.. arguments[1].Select(letter => letter is 'b' or 'c' ? 1 : 16)];
            runner.Run(
                [TestTensors.Noise(arguments[1], sizes)],
                [.. runner.Network.Outputs.Select(_ => (string[])["batch", "channel", "y", "x"])],
                CancellationToken.None);
            Console.WriteLine(Ran);
        }
        catch (BioZooCteException e)
        {
            Console.WriteLine($"{e.GetType().Name}: {e.Message}");
        }

        return 0;
    }

    /// <summary>Runs an ONNX file in a child and gives what it printed; the child must end by itself.</summary>
    /// <param name="onnx">The file.</param>
    /// <param name="letters">The axes of its input.</param>
    /// <param name="program">The folder with the program; null for the tests' own.</param>
    public static string Run(string onnx, string letters, string? program = null)
    {
        string assembly = Path.Combine(
            program ?? AppContext.BaseDirectory, Path.GetFileName(typeof(Child).Assembly.Location));
        ProcessStartInfo start = new("dotnet", ["exec", assembly, onnx, letters])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill();
            Assert.Fail("The child did not end.");
        }

        Assert.AreEqual(0, process.ExitCode, $"{output.Result}{error.Result}");
        Assert.AreEqual("", error.Result, "nothing on the standard error");
        return output.Result.Trim();
    }
}
