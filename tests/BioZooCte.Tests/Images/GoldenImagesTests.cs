using System.Security.Cryptography;

using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Images;

[TestClass]
public sealed class GoldenImagesTests
{
    /// <summary>Words of an error that any message might hold.</summary>
    private static readonly string[] CommonWords = ["message", "names", "refused", "supported", "that"];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("images.json")]
    [DataRow("real.json")]
    public async Task Open_GoldenFile_GivesItsArrayOrItsError(string file)
    {
        List<string> wrong = [];
        foreach (GoldenImage golden in GoldenImage.All(file))
        {
            try
            {
                AxisTensor tensor = await ReadAsync(golden);
                Add(wrong, golden, golden.Error is null ? Differences(golden, tensor) : ["was read, though it is to be refused"]);
            }
            catch (InvalidImageException e)
            {
                Add(wrong, golden, golden.Error is null ? [e.Message] : Unnamed(golden.Error, e.Message));
            }
        }

        Assert.IsEmpty(wrong, string.Join(Environment.NewLine, wrong));
    }

    /// <summary>Whole and in pieces: every region is the same part of the whole.</summary>
    [TestMethod]
    public async Task ReadAsync_RegionsOfGoldenFiles_AreThePartsOfTheWhole()
    {
        Random random = new(7);
        foreach (GoldenImage golden in GoldenImage.All("images.json").Where(g => g.Error is null && g.Shape.Length > 0))
        {
            using IImageSource image = ImageFile.Open(golden.Path, AxesFor(golden));
            AxisTensor whole = await ImageReading.ReadAllAsync(image);
            using TensorImage memory = new(golden.Name, whole);
            for (int i = 0; i < 12; i++)
            {
                TensorRegion region = ImageReading.RandomRegion(random, image.Shape);
                AxisTensor found = await ImageReading.ReadAsync(image, region);
                AxisTensor expected = await ImageReading.ReadAsync(memory, region);
                Assert.IsTrue(expected.Bytes.SequenceEqual(found.Bytes), $"{golden}: {region}");
            }
        }
    }

    private async Task<AxisTensor> ReadAsync(GoldenImage golden)
    {
        if (golden.IsArray && golden.Axes.Length == 0)
        {
            return NpyFile.Read(golden.Path);
        }

        using IImageSource image = ImageFile.Open(golden.Path);
        Assert.AreEqual(Path.GetFileName(golden.Path), image.Name);
        AxisTensor tensor = await ImageReading.ReadAllAsync(image, TestContext.CancellationToken);
        Assert.AreEqual(
            golden.Error is null ? golden.Axes : image.Shape.Letters, image.Shape.Letters, golden.Name);
        return tensor;
    }

    private static string? AxesFor(GoldenImage golden) =>
        golden.IsArray ? golden.Shape.Length == 2 ? "yx" : "tczyx"[^golden.Shape.Length..] : null;

    private static IEnumerable<string> Differences(GoldenImage golden, AxisTensor tensor)
    {
        int[] shape = [.. tensor.Shape.Select(axis => axis.Size)];
        if (!shape.SequenceEqual(golden.Shape))
        {
            yield return $"shape {string.Join(" × ", shape)}, expected {string.Join(" × ", golden.Shape)}";
        }

        if (tensor.ElementType.Name() != golden.Text("dtype"))
        {
            yield return $"{tensor.ElementType.Name()}, expected {golden.Text("dtype")}";
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(tensor.Bytes));
        if (hash != golden.Text("sha256"))
        {
            double[] values = ElementConverter.Cast(tensor, ElementType.Float64).AsSpan<double>().ToArray();
            yield return $"sha256 {hash}, expected {golden.Text("sha256")}; begins with "
                + $"{string.Join(", ", values.Take(4))}, the sum is {values.Sum()}, "
                + $"expected {golden.Expected.GetProperty("first")} and {golden.Expected.GetProperty("sum")}";
        }
    }

    /// <summary>The significant words of the error, none of which the message has.</summary>
    private static IEnumerable<string> Unnamed(string error, string message)
    {
        string[] words = [.. error.Split(':')[0].Split(' ').Where(w => w.Length >= 4 && !CommonWords.Contains(w))];
        return Array.Exists(words, word => message.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? []
            : [$"'{message}' names none of: {string.Join(", ", words)}"];
    }

    private static void Add(List<string> wrong, GoldenImage golden, IEnumerable<string> findings) =>
        wrong.AddRange(findings.Select(finding => $"{golden}: {finding}"));
}
