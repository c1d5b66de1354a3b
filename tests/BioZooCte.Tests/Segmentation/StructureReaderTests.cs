using System.Collections.Immutable;

using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Segmentation;
using BioZooCte.Testing;
using BioZooCte.Tests.Packages;

namespace BioZooCte.Tests.Segmentation;

[TestClass]
public sealed class StructureReaderTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("nuclei", "nuclei 'nuclei'")]
    [DataRow("NucleiSegmentationBoundaryModel", "nuclei 'nuclei', membranes 'boundary'")]
    [DataRow("nucleus-segmentation", "nuclei 'nucleus'")]
    [DataRow("cell-membrane", "membranes 'cell membrane'")]
    [DataRow("cell_boundaries of cells", "membranes 'cell boundaries', cells 'cells'")]
    [DataRow("Cellpose (cyto3)", "cells 'cyto'")]
    [DataRow("3D U-Net for MITOCHONDRIA in EM", "mitochondria 'mitochondria'")]
    [DataRow("excellent unclear axonometry", "")]
    [DataRow("", "")]
    public void FindIn_Text_NamesStructuresByWholeWords(string text, string expected) => Assert.AreEqual(
        expected, string.Join(", ", KnownStructures.FindIn(text).Select(f => $"{f.Name} '{f.Words}'")));

    [TestMethod]
    public void Names_AreThoseOfTheVocabularyAndUnstated()
    {
        CollectionAssert.IsSubsetOf(
            new[] { "nuclei", "cells", "membranes", "mitochondria", "neurons" }, KnownStructures.Names.ToArray());
        Assert.AreEqual("unstated", KnownStructures.Names[^1]);
        CollectionAssert.AllItemsAreUnique(KnownStructures.Names.ToArray());
    }

    [TestMethod]
    [DataRow("[nuclei, 2d]", "a cell model", "of mitochondria", "foreground", "nuclei (tag 'nuclei')")]
    [DataRow("[2d]", "a cell model", "of mitochondria", "foreground", "cells (name 'cell')")]
    [DataRow("[2d]", "a model", "of mitochondria", "foreground", "mitochondria (description 'mitochondria')")]
    [DataRow("[nuclei, 2d]", "a cell model", "of mitochondria", "axons", "neurons (channel 'axons')")]
    [DataRow("[nuclei, cells]", "a model", "none", "mask", "nuclei (tag 'nuclei'), cells (tag 'cells')")]
    [DataRow("[2d]", "a model", "none", "mask", "")]
    public async Task Read_Places_TheFirstThatSaysAnythingDecides(
        string tags, string name, string description, string channel, string expected)
    {
        using PackageFolder folder = new();
        string rdf = new Models.FakeModel().Rdf
            .Replace("name: a fake model", $"name: {name}\ndescription: {description}\ntags: {tags}", StringComparison.Ordinal)
            .Replace("[foreground]", $"[{channel}]", StringComparison.Ordinal);
        folder.Write("m/weights.onnx", "none");
        using ModelPackage package = await ModelPackageReader.OpenAsync(
            folder.Write("m/rdf.yaml", rdf), null, TestContext.CancellationToken);

        ModelInspection inspection = ModelInspection.Of(package, new Models.FakeBackend());

        Assert.AreEqual(expected, string.Join(", ", inspection.Structures));
    }

    /// <summary>What is read by eye from a few of them, and that most of the others say something.</summary>
    [TestMethod]
    public async Task Read_RealPackages_MostSayWhatTheySegment()
    {
        string folder = SharedData.Require("rdf_corpus");
        IReadOnlyList<string> files = SharedData.RequireCases(
            "rdf_corpus",
            Directory.GetFiles(folder, "*.json").Where(f => Path.GetFileName(f) != "expected.json").Order());
        int said = 0;
        int wrong = 0;
        foreach (string file in files)
        {
            using ModelPackage? package = await OpenAsync(file);
            if (package is null)
            {
                continue;
            }

            ImmutableArray<SegmentedStructure> structures = StructureReader.Read(package.Description, RuleOf(package));
            said += structures.IsEmpty ? 0 : 1;
            string names = string.Join(' ', structures.Select(s => s.Name));
            TestContext.WriteLine($"{Path.GetFileName(file)}: {string.Join(", ", structures)}");
            foreach ((string word, string structure) in new[]
            {
                ("mitochondria segmentation", "mitochondria"),
                ("nucleus segmentation", "nuclei"),
                ("neuron segmentation", "neurons"),
            })
            {
                bool isMeant = package.Description.Name.Contains(word, StringComparison.OrdinalIgnoreCase);
                wrong += isMeant && !names.Contains(structure, StringComparison.Ordinal) ? 1 : 0;
            }
        }

        TestContext.WriteLine($"{said} of {files.Count} say what they segment.");
        Assert.AreEqual(0, wrong, "models whose name says another structure");
        Assert.IsGreaterThanOrEqualTo(0.8 * files.Count, said, $"{said} of {files.Count}");
    }

    private async Task<ModelPackage?> OpenAsync(string file)
    {
        try
        {
            return await ModelPackageReader.OpenAsync(file, null, TestContext.CancellationToken);
        }
        catch (InvalidModelPackageException e)
        {
            TestContext.WriteLine(e.Message);
            return null;
        }
    }

    private static ForegroundRule? RuleOf(ModelPackage package)
    {
        try
        {
            return ForegroundDecision.Decide(
                package.Id,
                package.Description,
                new NetworkDescription { Inputs = [], Outputs = [], Sha256 = "" },
                new ForegroundOptions());
        }
        catch (UnsupportedModelException)
        {
            return null;
        }
    }
}
