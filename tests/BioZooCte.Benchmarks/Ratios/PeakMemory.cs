using System.Diagnostics;

using BioZooCte.Images;
using BioZooCte.Tensors;
using BioZooCte.Testing;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>The most memory that <c>zoocte rank</c> takes, as the system counts it for its process.</summary>
internal sealed class PeakMemory : IRatio
{
    private const int Side = 10_000;
    private const double LargeGoal = 600;
    private const double SetGoal = 500;
    private const double MegaByte = 1e6;

    /// <inheritdoc/>
    public IEnumerable<RatioResult> Measure()
    {
        string zoo = SharedData.Require("nuclei/zoo");
        yield return new RatioResult(
            "peak memory, all nuclei models on all images",
            Peak("--models", zoo, "--images", Path.Combine(SharedData.Require("nuclei/targets"), "*", "images")),
            SetGoal,
            Unit: "MB");
        string folder = Directory.CreateTempSubdirectory("biozoocte-bench-").FullName;
        try
        {
            string image = Path.Combine(folder, "large.tif");
            WriteLargeImage(image);
            string model = NucleiData.Models[0];
            yield return new RatioResult(
                $"peak memory, one model on {Side} x {Side} uint16",
                Peak("--models", model, "--images", image, "--perturbation", "contrast:0.7"),
                LargeGoal,
                Unit: "MB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Peak(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "zoocte.dll"), "rank" },
            RedirectStandardOutput = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(milliseconds: 20))
        {
            process.Refresh();
            peak = process.HasExited ? peak : Math.Max(peak, process.PeakWorkingSet64);
        }

        string table = output.GetAwaiter().GetResult();
        return process.ExitCode == 0
            ? peak / MegaByte
            : throw new InvalidOperationException($"zoocte rank ended with {process.ExitCode}: {table}");
    }

    /// <summary>A real image again and again, until it is as large as wanted.</summary>
    private static void WriteLargeImage(string path)
    {
        using IImageSource image = ImageFile.Open(NucleiData.Images("dsb520")[0]);
        AxisTensor small = AxisTensor.Uninitialized(image.Shape, image.ElementType);
        image.ReadAsync(TensorRegion.All(image.Shape), small, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        AxisTensor part = ElementConverter.Cast(small, ElementType.UInt16);
        int[] rows = [.. Enumerable.Range(0, Side).Select(i => i % part.Shape.SizeOf(AxisIds.Y))];
        int[] columns = [.. Enumerable.Range(0, Side).Select(i => i % part.Shape.SizeOf(AxisIds.X))];
        TiffWriter.Write(path, AxisGather.Gather(AxisGather.Gather(part, AxisIds.Y, rows), AxisIds.X, columns));
    }
}
