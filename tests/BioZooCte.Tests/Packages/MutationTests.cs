using System.Diagnostics;
using System.IO.Compression;
using System.Text;

using BioZooCte.Packages;
using BioZooCte.Packages.Description;

namespace BioZooCte.Tests.Packages;

/// <summary>
/// RDFs and zips that are cut off at any byte, or have any byte changed: each is an error that names the
/// file, or gives a description of the declared shape.
/// </summary>
[TestClass]
public sealed class MutationTests
{
    private const int Seed = 20250301;
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(5);

    public static IEnumerable<object[]> Rdfs =>
    [
        [Rdf.RdfExamples.Format05],
        [Rdf.RdfExamples.Format04],
        [
            "%YAML 1.2\n---\n" + Rdf.RdfExamples.Format05 + "\nconfig:\n  a: &a {x: &c [1, 2.5e-3, .inf]}\n  b:\n"
            + "    <<: [*a, *a]\n    y: *c\n  c: !!str 1\n  d: |\n    text\n  e: >-\n    more\n  ? f\n  : 'g''h'\n"
            + "  i: \"\\u00fc\\n\"\n  j: !<tag:yaml.org,2002:js/undefined> ''\n",
        ],
    ];

    [TestMethod]
    [DynamicData(nameof(Rdfs))]
    public void Parse_RdfCutOffAtAnyByte_IsAResultOrAnError(string rdf)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(rdf);
        for (int length = 0; length < bytes.Length; length++)
        {
            Read(bytes.AsSpan(0, length), $"cut off at {length}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Rdfs))]
    public void Parse_RdfWithAnyByteChanged_IsAResultOrAnError(string rdf)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(rdf);
        Random random = new(Seed);
        const string Special = "{}[]:,-&*!|>'\"%@`#?<\\\t\n 0~";
        for (int at = 0; at < bytes.Length; at++)
        {
            byte before = bytes[at];
            bytes[at] = (byte)random.Next(256);
            Read(bytes, $"byte {at} is {bytes[at]}");
            bytes[at] = (byte)Special[random.Next(Special.Length)];
            Read(bytes, $"byte {at} is '{(char)bytes[at]}'");
            bytes[at] = before;
        }
    }

    [TestMethod]
    public async Task OpenAsync_ZipCutOffAtAnyByte_IsAnError()
    {
        using PackageFolder folder = new();
        byte[] zip = Zip();
        for (int length = 0; length < zip.Length; length += 3)
        {
            string path = folder.Write("whale.zip", zip[..length]);
            InvalidModelPackageException error =
                await Assert.ThrowsExactlyAsync<InvalidModelPackageException>(
                    () => ModelPackageReader.OpenAsync(path));
            Assert.StartsWith(path, error.Message);
        }
    }

    [TestMethod]
    public async Task OpenAsync_ZipWithAnyByteChanged_IsAnErrorOrTheSameContent()
    {
        using PackageFolder folder = new();
        byte[] zip = Zip();
        Random random = new(Seed);
        for (int at = 0; at < zip.Length; at++)
        {
            byte before = zip[at];
            zip[at] ^= (byte)random.Next(1, 256);
            string path = folder.Write("whale.zip", zip);
            zip[at] = before;
            try
            {
                using ModelPackage package = await ModelPackageReader.OpenAsync(path);
                string weights = package.ResolveFile(package.Description.Weights[0].Source);
                Assert.AreEqual("A small model", package.Description.Name, $"byte {at}");
                Assert.AreEqual("weights weights weights", File.ReadAllText(weights), $"byte {at}");
            }
            catch (InvalidModelPackageException e)
            {
                Assert.StartsWith(path, e.Message);
            }
        }
    }

    private static void Read(ReadOnlySpan<byte> bytes, string what)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            ModelDescription model = Rdf.RdfExamples.Parse(
                BioZooCte.Packages.Files.RdfText.Decode(bytes, "rdf.yaml"));
            Assert.IsNotEmpty(model.Inputs, what);
            Assert.IsNotEmpty(model.Outputs, what);
            Assert.IsNotEmpty(model.Weights, what);
            Assert.IsTrue(model.Inputs.All(t => !t.Axes.IsEmpty && !t.Elements.IsEmpty), what);
        }
        catch (InvalidModelPackageException e)
        {
            Assert.StartsWith("rdf.yaml", e.Message, what);
            Assert.IsTrue(e.Line is > 0, $"{what}: {e.Message}");
        }

        Assert.IsLessThan(LongestRead, Stopwatch.GetElapsedTime(start), what);
    }

    private static byte[] Zip()
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (StreamWriter rdf = new(zip.CreateEntry("rdf.yaml").Open()))
            {
                rdf.Write(Rdf.RdfExamples.Format05);
            }

            using StreamWriter weights = new(zip.CreateEntry("weights.onnx").Open());
            weights.Write("weights weights weights");
        }

        return stream.ToArray();
    }
}
