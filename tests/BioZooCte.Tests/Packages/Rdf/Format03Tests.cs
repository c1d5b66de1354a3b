using BioZooCte.Packages.Description;

using static BioZooCte.Tests.Packages.Rdf.RdfExamples;

namespace BioZooCte.Tests.Packages.Rdf;

[TestClass]
public sealed class Format03Tests
{
    private static readonly string Format03 = Format04
        .Replace("format_version: 0.4.10\ntype: model", "format_version: 0.3.0", StringComparison.Ordinal)
        .Replace("[{name: Ada}]", "[Ada, Ben]", StringComparison.Ordinal)
        .Replace("reference_tensor", "reference_input", StringComparison.Ordinal)
        .Replace(
            "  onnx: {source: weights.onnx}",
            "  pytorch_state_dict: {source: weights.pt, authors: [Ada]}\n"
            + "  pytorch_script: {source: script.pt, parent: 'https://a.b/weights.pt'}\n"
            + "language: python\nframework: pytorch\nsource: unet.py:UNet\nsha256: abc\nkwargs: {depth: 3}\n"
            + "config: {future: {0.3.2: {version: 0.1.3, authors: [{orcid: 0000-0001-6562-7187}]}}}",
            StringComparison.Ordinal);

    [TestMethod]
    public void Parse_Format03_IsReadInTheFieldsOfFormat04()
    {
        ModelDescription model = Parse(Format03);

        Assert.AreEqual("0.3.0", model.FormatVersion);
        Assert.IsTrue(model.IsFormat04);
        Assert.AreEqual("Ada Ben", string.Join(' ', model.Authors));
        Assert.AreEqual("0.1.3", model.Version);
        Assert.AreEqual(
            "any raw.channel raw.y raw.x", string.Join(' ', model.Outputs[0].Axes.Select(a => a.Size)));
        Assert.AreEqual(
            "pytorch_state_dict torchscript", string.Join(' ', model.Weights.Select(w => w.Format)));
    }

    [TestMethod]
    public void Parse_Format03_KeepsTheRdfAsWritten()
    {
        ModelDescription model = Parse(Format03);

        Assert.IsNotNull(model.Rdf["framework"]);
        Assert.IsNull(model.Rdf["type"]);
        Assert.IsNotNull(((RdfMapping)model.Rdf["weights"]!)["pytorch_script"]);
    }

    [TestMethod]
    public void Parse_Format03WithAnError_NamesTheLineInTheFile()
    {
        string text = Format03.Replace("data_type: float32", "data_type: floaty", StringComparison.Ordinal);

        Assert.StartsWith("rdf.yaml:11: inputs[0].data_type is 'floaty'", Refuse(text));
    }
}
