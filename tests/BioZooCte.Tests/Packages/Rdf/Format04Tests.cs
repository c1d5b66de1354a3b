using BioZooCte.Packages.Description;

using static BioZooCte.Tests.Packages.Rdf.RdfExamples;

namespace BioZooCte.Tests.Packages.Rdf;

[TestClass]
public sealed class Format04Tests
{
    private const string Shape = "{reference_tensor: raw, scale: [1, 1, 1, 1], offset: [0, 0, 0, 0]}";

    [TestMethod]
    public void Parse_SmallModel_GivesWhatItStates()
    {
        ModelDescription model = Parse(Format04);

        Assert.IsTrue(model.IsFormat04);
        Assert.AreEqual("batch channel y x", string.Join(' ', model.Inputs[0].Axes.Select(a => a.Id)));
        Assert.AreEqual(
            "any 1 64 + n·16 64 + n·16", string.Join(' ', model.Inputs[0].Axes.Select(a => a.Size)));
        Assert.AreEqual(
            "any raw.channel raw.y raw.x", string.Join(' ', model.Outputs[0].Axes.Select(a => a.Size)));
        Assert.AreEqual("0 0 8 8", string.Join(' ', model.Outputs[0].Axes.Select(a => a.Halo)));
        Assert.AreEqual(new FileDescription("test_output.npy", null), model.Outputs[0].TestTensor);
        Assert.IsEmpty(model.Inputs[0].Axes[1].ChannelNames);
    }

    [TestMethod]
    [DataRow("bcyx", "[1, 2, 0.5, 2]", "[0, 0, 0, -1.5]", "any raw.channel × 2 raw.y × 0.5 raw.x × 2 -3")]
    [DataRow("bcyx", "[1, 0, 1, 1]", "[0, 1.5, 0, 0]", "any 3 raw.y raw.x")]
    [DataRow("bczyx", "[1, 1, null, 1, 1]", "[0, 0, 2, 0, 0]", "any raw.channel 4 raw.y raw.x")]
    [DataRow("bzyx", "[1, 1, 1, 1]", "[0, 0, 0, 0]", "any raw.channel raw.y raw.x")]
    public void Parse_ShapeByReference_IsTwiceTheOffsetLonger(
        string axes, string scale, string offset, string expected)
    {
        string text = Replace(
            Replace(Format04, Shape, $"{{reference_tensor: raw, scale: {scale}, offset: {offset}}}"),
            "halo: [0, 0, 8, 8]", "description: x");

        ModelDescription model = Parse(Replace(
            text, "- name: probability\n  axes: bcyx", $"- name: probability\n  axes: {axes}"));

        Assert.AreEqual(expected, string.Join(' ', model.Outputs[0].Axes.Select(a => a.Size)));
    }

    [TestMethod]
    public void Parse_ListOfLengths_IsFixed()
    {
        ModelDescription model = Parse04("{min: [1, 1, 64, 64], step: [0, 0, 16, 16]}", "[1, 3, 512, 256]");

        Assert.AreEqual("1 3 512 256", string.Join(' ', model.Inputs[0].Axes.Select(a => a.Size)));
    }

    [TestMethod]
    [DataRow("axes: bcyx", "axes: bcyy",
        "inputs[0].axes is 'bcyy'; expected letters of bitczyx, each at most once.")]
    [DataRow("min: [1, 1, 64, 64]", "min: [1, 64, 64]",
        "inputs[0].shape.min is a list of 3; expected one number for each of 4 axes (bcyx).")]
    [DataRow("scale: [1, 1, 1, 1]", "scale: [1, 0, 1, 1]",
        "outputs[0].shape.offset[1] is 0 for a new axis; expected half its length, above 0.")]
    [DataRow("scale: [1, 1, 1, 1]", "scale: [1, 1, 1, null]",
        "outputs[0].shape.offset[3] is 0 for a new axis; expected half its length, above 0.")]
    [DataRow("offset: [0, 0, 0, 0]", "offset: [0, 0, 0, 0.3]",
        "outputs[0].shape.offset[3] is 0.3; expected a multiple of 0.5.")]
    [DataRow("reference_tensor: raw", "reference_tensor: cooked",
        "outputs[0].shape.reference_tensor is 'cooked', which is not there; expected another tensor.")]
    [DataRow("halo: [0, 0, 8, 8]", "halo: [0, 0, 8, 32]",
        "outputs[0].halo[3] is 32 where the least length is 64; expected a halo that leaves at least one element.")]
    [DataRow("halo: [0, 0, 8, 8]", "halo: [8, 8]",
        "outputs[0].halo is a list of 2; expected one whole number for each of 4 axes.")]
    [DataRow("name: probability", "name: raw",
        "outputs[0].name is 'raw', a duplicate tensor name; expected a name that no other tensor has.")]
    [DataRow("test_inputs: [test_input.npy]", "test_inputs: [a.npy, b.npy]",
        "test_inputs is a list of 2; expected one file for each of 1 tensors.")]
    [DataRow("license: MIT", "tags: []", "license is absent; expected a licence, such as MIT.")]
    [DataRow("authors: [{name: Ada}]", "authors: []",
        "authors is a list of 0; expected at least one author.")]
    [DataRow("data_type: float32", "data_type: float16",
        "inputs[0].data_type is 'float16'; expected one of uint8, uint16, float32.")]
    [DataRow("min: [1, 1, 64, 64]", "min: [2, 1, 64, 64]",
        "inputs[0].shape.min[0] is 2; expected 1 for the batch.")]
    [DataRow("step: [0, 0, 16, 16]", "step: [1, 0, 16, 16]",
        "inputs[0].shape.step[0] is 1; expected 0 for the batch.")]
    [DataRow("offset: [0, 0, 0, 0]", "offset: [0, -0.5, 0, 0]",
        "outputs[0].shape.offset[1] is too little: the least length is 0; expected at least 1.")]
    [DataRow("type: model", "type: model\ncolour: red", "colour is a field that the format does not have")]
    [DataRow("onnx: {source: weights.onnx}", "onnx: {source: weights.onnx, parent: onnx}",
        "weights.onnx.parent is 'onnx'; expected one of keras_hdf5, ")]
    public void Parse_BrokenRule_IsRefusedWithItsField(string line, string replacement, string expected) =>
        Assert.Contains(expected, Refuse04(line, replacement));

    [TestMethod]
    public void Parse_Nickname_IsTheIdAndSlashesLeaveTheName()
    {
        ModelDescription model = Parse04(
            "name: A small model", "name: A small/large model\nconfig: {bioimageio: {nickname: affable-shark}}");

        Assert.AreEqual("affable-shark", model.Id);
        Assert.AreEqual("A smalllarge model", model.Name);
    }

    [TestMethod]
    public void Parse_NicknameBesideAnId_AreBothKept()
    {
        ModelDescription model = Parse04(
            "type: model",
            "type: model\nid: 10.5281/zenodo.8419845/8420081\nconfig: {bioimageio: {nickname: ambitious-ant}}");

        Assert.AreEqual("10.5281/zenodo.8419845/8420081", model.Id);
        Assert.AreEqual("ambitious-ant", model.Nickname);
    }
}
