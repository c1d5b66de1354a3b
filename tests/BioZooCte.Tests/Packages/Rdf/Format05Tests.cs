using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

using static BioZooCte.Tests.Packages.Rdf.RdfExamples;

namespace BioZooCte.Tests.Packages.Rdf;

[TestClass]
public sealed class Format05Tests
{
    [TestMethod]
    public void Parse_SmallModel_GivesWhatItStates()
    {
        ModelDescription model = Parse(Format05);

        Assert.AreEqual("0.5.4", model.FormatVersion);
        Assert.IsFalse(model.IsFormat04);
        InputDescription raw = model.Inputs[0];
        Assert.AreEqual("batch channel y x", string.Join(' ', raw.Axes.Select(a => a.Id)));
        Assert.AreEqual("any 2 64 + n·16 64 + n·16", string.Join(' ', raw.Axes.Select(a => a.Size)));
        Assert.AreEqual("dapi gfp", string.Join(' ', raw.Axes[1].ChannelNames));
        Assert.AreEqual(new FileDescription("test_input.npy", null), raw.TestTensor);
        Assert.IsFalse(raw.IsOptional);
        AxisDescription y = model.Outputs[0].Axes[2];
        Assert.AreEqual(new AxisSize.Referenced("raw", "y", 1, 0), y.Size);
        Assert.AreEqual(8, y.Halo);
        Assert.AreEqual(ElementType.Float32, raw.Elements[0].Type);
        Assert.AreEqual(16, model.Weights[0].OpsetVersion);
    }

    [TestMethod]
    [DataRow("format_version: 0.5.4", "format_version: 0.5",
        "rdf.yaml:1: format_version is 0.5; expected a version in quotes, 0.3.0 to 0.5.14.")]
    [DataRow("format_version: 0.5.4", "format_version: 0.1.0",
        "rdf.yaml:1: format_version is 0.1.0, which is not supported; expected a format from 0.3.0 to 0.5.14.")]
    [DataRow("format_version: 0.5.4", "format_version: 1.0.0",
        "rdf.yaml:1: format_version is 1.0.0, which is not supported; expected a format from 0.3.0 to 0.5.14.")]
    [DataRow("format_version: 0.5.4", "documentation: x.md",
        "rdf.yaml:1: format_version is absent; expected a version in quotes, 0.3.0 to 0.5.14.")]
    [DataRow("type: model", "type: dataset", "rdf.yaml:2: type is 'dataset'; expected 'model'.")]
    [DataRow("name: A small model", "name: a/b",
        "rdf.yaml:3: name is 'a/b'; expected 5 to 128 letters, digits, spaces and _ + - ( ).")]
    [DataRow("{min: 64, step: 16}", "{min: 64, step: -3}",
        "rdf.yaml:10: inputs[0].axes[2].size.step is -3; expected a whole number above 0.")]
    [DataRow("size: {min: 64, step: 16}", "size: -3",
        "rdf.yaml:10: inputs[0].axes[2].size is -3; expected a whole number above 0.")]
    [DataRow("type: space, id: y", "type: space, id: b",
        "rdf.yaml:10: inputs[0].axes[2].id is 'b'; expected an identifier that does not stand for the batch.")]
    [DataRow("type: space, id: y", "type: space, id: x",
        "rdf.yaml:11: inputs[0].axes[3].id is 'x', like that of another axis of this tensor; "
        + "expected another identifier.")]
    [DataRow("type: space, id: y", "type: space, id: class",
        "rdf.yaml:10: inputs[0].axes[2].id is 'class'; expected an identifier of at most 16 characters.")]
    [DataRow("channel_names: [dapi, gfp]", "channel_names: []",
        "rdf.yaml:9: inputs[0].axes[1].channel_names is empty; expected a list of the channels' names.")]
    [DataRow("type: space, id: y", "type: space, id: y, colour: red",
        "rdf.yaml:10: inputs[0].axes[2].colour is a field that the format does not have; "
        + "expected one of type, id, description, size, unit, scale, concatenable, pad.")]
    [DataRow("tensor_id: raw, axis_id: y", "tensor_id: raw, axis_id: z",
        "rdf.yaml:20: outputs[0].axes[2].size is raw.z, which is not there; expected an axis of another tensor.")]
    [DataRow("tensor_id: raw, axis_id: y", "tensor_id: probability, axis_id: x",
        "rdf.yaml:20: outputs[0].axes[2].size is probability.x, whose size is raw.x; "
        + "expected an axis of a fixed size or of one with min and step.")]
    [DataRow("axis_id: y}, halo: 8", "axis_id: y}, halo: 8, unit: micrometer",
        "rdf.yaml:20: outputs[0].axes[2].size is raw.y, whose unit is not stated; "
        + "expected an axis with the same unit (micrometer).")]
    [DataRow("axis_id: y}, halo: 8", "axis_id: y}, halo: 32",
        "rdf.yaml:20: outputs[0].axes[2].halo is 32 where the least length is 64; "
        + "expected a halo that leaves at least one element.")]
    [DataRow("axis_id: y}, halo: 8", "axis_id: y}, halo: 3, scale: 0.5",
        "rdf.yaml:20: outputs[0].axes[2].halo is 3 at a scale of 0.5; "
        + "expected a whole number of elements of the other tensor.")]
    [DataRow("size: {tensor_id: raw, axis_id: y}, halo: 8", "size: 64, halo: 8",
        "rdf.yaml:20: outputs[0].axes[2].size is 64 beside a halo; expected a reference to an axis of another tensor.")]
    [DataRow("source: weights.onnx, opset_version: 16", "source: weights.onnx",
        "rdf.yaml:24: weights.onnx.opset_version is absent; expected an operator set's version.")]
    [DataRow("opset_version: 16", "opset_version: 6",
        "rdf.yaml:24: weights.onnx.opset_version is 6; expected a whole number, at least 7.")]
    [DataRow("opset_version: 16", "opset_version: 16, parent: torchscript",
        "rdf.yaml:24: weights.onnx.parent is 'torchscript'; "
        + "expected no parent, for want of another format.")]
    [DataRow("opset_version: 16", "opset_version: 16, sha256: abc",
        "rdf.yaml:24: weights.onnx.sha256 is 'abc'; expected a sha256 of 64 hexadecimal digits.")]
    [DataRow("opset_version: 16", "opset_version: 16, external_data: {source: a/weights.onnx}",
        "rdf.yaml:24: weights.onnx.external_data.source is 'a/weights.onnx'; expected a file that ends in .data. "
        + "There is one more problem.")]
    [DataRow("onnx: {source: weights.onnx, opset_version: 16}", "onnx: null",
        "rdf.yaml:24: weights is without an entry; expected at least one format.")]
    [DataRow("test_tensor: {source: test_input.npy}", "test_tensor: {source: test_input.tif}",
        "rdf.yaml:12: inputs[0].test_tensor is 'test_input.tif'; expected a file that ends in .npy.")]
    public void Parse_BrokenRule_IsRefusedWithFileLineAndField(
        string line, string replacement, string expected) =>
        Assert.AreEqual(expected, Refuse05(line, replacement));

    [TestMethod]
    public void Parse_SeveralProblems_AreAllTold()
    {
        string text = Replace(
            Replace(Format05, "step: 16}", "step: 0}"), "opset_version: 16", "opset_version: x");

        InvalidModelPackageException error = Assert.ThrowsExactly<InvalidModelPackageException>(
            () => Parse(text));

        CollectionAssert.AreEqual(
            (string[])["inputs[0].axes[2].size.step", "weights.onnx.opset_version"],
            error.Problems.Select(p => p.Field).ToArray());
        Assert.EndsWith("There is one more problem.", error.Message);
    }

    [TestMethod]
    public void Parse_NewerFormat_IsReadAsTheLatestKnownWithNotices()
    {
        List<PackageNotice> notices = [];
        ModelDescription model = Parse(
            Replace(Format05, "format_version: 0.5.4\n", "format_version: 0.7.0\nshiny: 3\n"), notices);

        Assert.AreEqual("0.7.0", model.FormatVersion);
        CollectionAssert.AreEqual(
            (string[])
            [
                "rdf.yaml:1: format_version: 0.7.0 is newer than this program; read as 0.5.14",
                "rdf.yaml:2: shiny: not known to this program, and passed over",
            ],
            notices.Take(2).Select(n => $"{n}").ToArray());
    }

    [TestMethod]
    public void Parse_WeightsWithoutHashAndALongName_AreNoticed()
    {
        List<PackageNotice> notices = [];
        Parse(Replace(Format05, "A small model", new string('a', 65)), notices);

        CollectionAssert.AreEqual(
            (string[])
            [
                "rdf.yaml:24: weights.onnx: states no sha256, so that its file is used unverified",
                "rdf.yaml:3: name: has 65 characters, 64 are recommended at most",
            ],
            notices.Select(n => $"{n}").ToArray());
    }

    [TestMethod]
    public void Parse_ScaleOfReferencedAxis_GivesTheRatio()
    {
        ModelDescription model = Parse05("axis_id: y}, halo: 8", "axis_id: y, offset: 3}, halo: 8, scale: 2");

        Assert.AreEqual(new AxisSize.Referenced("raw", "y", 0.5, 3), model.Outputs[0].Axes[2].Size);
    }

    [TestMethod]
    [DataRow("{type: index, size: {min: 2, max: 9}}", "index", "2 to 9")]
    [DataRow("{type: index, id: object, size: {}}", "object", "at least 1")]
    [DataRow("{type: time, size: 3, unit: second}", "time", "3")]
    [DataRow("{type: batch, size: 1}", "batch", "1")]
    [DataRow("{type: channel, id: c, channel_names: [a, b]}", "channel", "2")]
    [DataRow("{type: space, size: 7}", "x", "7")]
    public void Parse_OutputAxis_HasItsDefaultIdAndSize(string axis, string id, string size)
    {
        ModelDescription model = Parse05(
            "- {type: space, id: x, size: {tensor_id: raw, axis_id: x}, halo: 8}\n  postprocessing: []\nweights:",
            $"postprocessing: []\n- id: other\n  axes:\n  - {axis}\nweights:");

        Assert.AreEqual(id, model.Outputs[1].Axes[0].Id);
        Assert.AreEqual(size, $"{model.Outputs[1].Axes[0].Size}");
    }

    [TestMethod]
    public void Parse_OptionalInput_IsOptional()
    {
        ModelDescription model = Parse05(
            "outputs:", "- id: mask\n  optional: true\n  axes: [{type: batch}]\noutputs:");

        Assert.IsTrue(model.Inputs[1].IsOptional);
        Assert.IsFalse(model.Inputs[0].IsOptional);
    }

    [TestMethod]
    [DataRow("{type: uint8, range: [0, 200]}", "UInt8 0..200 ")]
    [DataRow("{range: [-inf, .inf]}", "Float32 .. ")]
    [DataRow("{range: [null, 1.5]}", "Float32 ..1.5 ")]
    [DataRow("{values: [background, nucleus]}", "UInt8 .. background,nucleus")]
    [DataRow("{values: [false, true], type: bool}", "Bool .. false,true")]
    [DataRow("[{type: int16}, {type: int16, range: [-5, null]}]", "Int16 .. |Int16 -5.. ")]
    public void Parse_Data_GivesElements(string data, string expected)
    {
        ModelDescription model = Parse05("preprocessing: []", $"data: {data}");

        Assert.AreEqual(expected, string.Join('|', model.Inputs[0].Elements.Select(e =>
            FormattableString.Invariant($"{e.Type} {e.Minimum}..{e.Maximum} {string.Join(',', e.Values)}"))));
    }

    [TestMethod]
    [DataRow("{type: float16}", "inputs[0].data.type is 'float16'")]
    [DataRow("[{type: int16}]",
        "inputs[0].data is 1 descriptions; expected one, or one for each of 2 channels")]
    [DataRow("[{type: int16}, {type: int8}]", "inputs[0].data is of different types")]
    [DataRow("{values: [background], type: float32}", "inputs[0].data.values[0] is 'background'")]
    [DataRow("{values: [1, 300]}", "inputs[0].data.values[1] is 300; expected a value of type uint8")]
    [DataRow("{values: []}", "inputs[0].data.values is empty")]
    public void Parse_DataThatDoesNotFit_IsRefused(string data, string expected) =>
        Assert.Contains(expected, Refuse05("preprocessing: []", $"data: {data}"));

    [TestMethod]
    public void Parse_ExternalData_IsAFileOfTheWeights()
    {
        string hash = new('A', 64);
        ModelDescription model = Parse05(
            "opset_version: 16", $"opset_version: 16, external_data: {{source: weights.onnx.data, sha256: {hash}}}");

        Assert.AreEqual(
            new FileDescription("weights.onnx.data", hash.ToLowerInvariant()), model.Weights[0].ExternalData);
    }

    [TestMethod]
    public void Parse_GeneralFields_AreKept()
    {
        ModelDescription model = Parse05("type: model", """
            type: model
            id: affable-shark
            version: 1.10
            license: MIT
            authors: [{name: Ada, orcid: 0000-0001-6562-7187}, {name: Ben, github_user: null}]
            tags: [nuclei, 2d]
            cite: [{text: A paper, doi: https://doi.org/10.5281/zenodo.1}, {text: A page, url: 'https://a.b/c'}]
            parent: {id: old-shark, version: 2}
            """);

        Assert.AreEqual("affable-shark", model.Id);
        Assert.AreEqual("1.10", model.Version);
        Assert.AreEqual("MIT", model.License);
        Assert.AreEqual("Ada, Ben", string.Join(", ", model.Authors));
        Assert.AreEqual("nuclei, 2d", string.Join(", ", model.Tags));
        Assert.AreEqual("A paper 10.5281/zenodo.1; A page https://a.b/c", string.Join("; ", model.Citations));
        Assert.AreEqual("old-shark", model.Parent);
        Assert.AreEqual("affable-shark", ((RdfScalar)model.Rdf["id"]!).Text);
    }

    [TestMethod]
    [DataRow("authors: [{name: Ada, orcid: 0000-0001-6562-7188}]",
        "authors[0].orcid is '0000-0001-6562-7188'")]
    [DataRow("authors: [{affiliation: here}]", "authors[0].name is absent")]
    [DataRow("maintainers: [{name: Ada}]", "maintainers[0].github_user is absent")]
    [DataRow("cite: [{text: a}]", "cite[0] is a citation without doi and url")]
    [DataRow("documentation: README.txt", "documentation is 'README.txt'")]
    [DataRow("covers: [cover.tif]", "covers[0] is 'cover.tif'")]
    [DataRow("id: whale\nparent: {id: whale}", "parent.id is 'whale', the model itself")]
    [DataRow("id: /whale", "id is '/whale'")]
    [DataRow("timestamp: yesterday", "timestamp is 'yesterday'")]
    [DataRow("colour: red", "colour is a field that the format does not have")]
    [DataRow("tags: nuclei", "tags is 'nuclei'; expected a list of texts")]
    public void Parse_GeneralFieldThatDoesNotFit_IsRefused(string field, string expected) =>
        Assert.Contains(expected, Refuse05("type: model", $"type: model\n{field}"));
}
