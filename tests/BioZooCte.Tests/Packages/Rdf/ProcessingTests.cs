using System.Text.Json;
using System.Text.Json.Nodes;

using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;
using BioZooCte.Testing;

using static BioZooCte.Tests.Packages.Rdf.RdfExamples;

namespace BioZooCte.Tests.Packages.Rdf;

[TestClass]
public sealed class ProcessingTests
{
    private const string Cases = "goldens/processing/cases.json";

    [TestMethod]
    [DataRow("zero_mean_unit_variance", "{}", true, null)]
    [DataRow("zero_mean_unit_variance", "{axes: [y, x]}", false, "y x")]
    [DataRow("zero_mean_unit_variance", "{axes: [b, c, x]}", true, "channel x")]
    public void Parse_Statistics05_AreOfTheDataSetWithoutAxesOrWithBatch(
        string id, string kwargs, bool isDataSet, string? axes)
    {
        ProcessingDescription.ZeroMeanUnitVariance step =
            (ProcessingDescription.ZeroMeanUnitVariance)Step05($"{{id: {id}, kwargs: {kwargs}}}");

        Assert.AreEqual(isDataSet, step.Scope.IsDataSet);
        Assert.AreEqual(axes, step.Scope.AxisIds is null ? null : string.Join(' ', step.Scope.AxisIds.Value));
        Assert.AreEqual(1e-6, step.Epsilon);
    }

    [TestMethod]
    public void Parse_ScaleMeanVarianceWithoutAxes_IsOfItsSample()
    {
        ProcessingDescription.ScaleMeanVariance step = (ProcessingDescription.ScaleMeanVariance)Parse05(
            "postprocessing: []", "postprocessing: [{id: scale_mean_variance, kwargs: {reference_tensor: raw}}]")
            .Outputs[0].Processing[0];

        Assert.AreEqual(new StatisticsScope(false, null), step.Scope);
        Assert.AreEqual("raw", step.ReferenceTensorId);
    }

    [TestMethod]
    public void Parse_Steps05_GiveTheirArguments()
    {
        ProcessingDescription.ScaleLinear linear = (ProcessingDescription.ScaleLinear)Step05(
            "{id: scale_linear, kwargs: {axis: c, gain: [2, 3]}}");
        Assert.AreEqual("2 3", string.Join(' ', linear.Gains));
        Assert.AreEqual(0, linear.Offsets.Single());
        Assert.AreEqual("channel", linear.AxisId);

        ProcessingDescription.ScaleRange range = (ProcessingDescription.ScaleRange)Step05(
            "{id: scale_range, kwargs: {axes: [y, x], min_percentile: 1, max_percentile: 99.8, eps: 1e-10}}");
        Assert.AreEqual((1, 99.8, 1e-10), (range.MinPercentile, range.MaxPercentile, range.Epsilon));

        ProcessingDescription.Clip clip = (ProcessingDescription.Clip)Step05(
            "{id: clip, kwargs: {min_percentile: 5, max: 0.8}}");
        Assert.AreEqual(
            new ProcessingDescription.Clip(null, 0.8, 5, null, new StatisticsScope(true, null)), clip);

        Assert.AreEqual(
            new ProcessingDescription.EnsureDataType(ElementType.UInt8),
            Step05("{id: ensure_dtype, kwargs: {dtype: uint8}}"));
        Assert.AreEqual(new ProcessingDescription.Softmax("channel"), Step05("{id: softmax}"));
        Assert.AreEqual(new ProcessingDescription.Sigmoid(), Step05("{id: sigmoid}"));
    }

    [TestMethod]
    [DataRow("zero_mean_unit_variance", "{mode: per_sample, axes: cyx}", false, "channel y x")]
    [DataRow("zero_mean_unit_variance", "{mode: per_dataset, axes: yx}", true, "y x")]
    [DataRow("zero_mean_unit_variance", "{}", false, null)]
    public void Parse_Statistics04_AreByMode(string name, string kwargs, bool isDataSet, string? axes)
    {
        ProcessingDescription.ZeroMeanUnitVariance step = (ProcessingDescription.ZeroMeanUnitVariance)Parse04(
            "preprocessing: []", $"preprocessing: [{{name: {name}, kwargs: {kwargs}}}]").Inputs[0].Processing[0];

        Assert.AreEqual(isDataSet, step.Scope.IsDataSet);
        Assert.AreEqual(axes, step.Scope.AxisIds is null ? null : string.Join(' ', step.Scope.AxisIds.Value));
    }

    [TestMethod]
    public void Parse_FixedMode04_GoesAlongTheAxisThatIsNotNamed()
    {
        ProcessingDescription.FixedZeroMeanUnitVariance step = (ProcessingDescription.FixedZeroMeanUnitVariance)Parse04(
            "preprocessing: []",
            "preprocessing: [{name: zero_mean_unit_variance, "
            + "kwargs: {mode: fixed, axes: yx, mean: [1, 2], std: [3, 4]}}]").Inputs[0].Processing[0];

        Assert.AreEqual("channel", step.AxisId);
        Assert.AreEqual("1 2 3 4", string.Join(' ', [.. step.Means, .. step.StandardDeviations]));
    }

    [TestMethod]
    [DataRow("{id: custom, source: post.py, callable: Post}", "custom")]
    public void Parse_StepsThatAreNotRun_AreKeptByName(string step, string name)
    {
        ProcessingDescription.NotRunnable read = (ProcessingDescription.NotRunnable)Parse05(
            "postprocessing: []", $"postprocessing: [{step}]").Outputs[0].Processing[0];

        Assert.AreEqual(name, read.Name);
        Assert.IsNotEmpty(read.Arguments.Entries);
    }

    [TestMethod]
    [DataRow("{id: scale_range, kwargs: {max_percentile: 1}}",
        ".kwargs.max_percentile is 1; expected a percentile above 1, at most 100.")]
    [DataRow("{id: scale_range, kwargs: {min_percentile: 60, max_percentile: 40}}",
        ".kwargs.max_percentile is a percentile above min_percentile (60)")]
    [DataRow("{id: scale_range, kwargs: {reference_tensor: nowhere}}",
        ".kwargs.reference_tensor is 'nowhere'; expected an input tensor: raw.")]
    [DataRow("{id: scale_range, kwargs: {axes: [z]}}",
        ".kwargs.axes[0] is 'z'; expected an axis of the tensor: batch, channel, y, x.")]
    [DataRow("{id: zero_mean_unit_variance, kwargs: {eps: 0}}",
        ".kwargs.eps is 0; expected a number above 0, at most 0.1.")]
    [DataRow("{id: zero_mean_unit_variance, kwargs: {mode: fixed}}",
        ".kwargs.mode is a field that the format does not have; expected one of axes, eps.")]
    [DataRow("{id: fixed_zero_mean_unit_variance, kwargs: {mean: 1, std: 1e-7}}",
        ".kwargs.std is 1e-7; expected at least 1e-6.")]
    [DataRow("{id: fixed_zero_mean_unit_variance, kwargs: {axis: channel, mean: [1, 2], std: [1]}}",
        ".kwargs.std is 1 values; expected as many as mean has (2).")]
    [DataRow("{id: scale_linear, kwargs: {gain: 1}}",
        ".kwargs is a gain of 1 and an offset of 0, which change nothing; expected another gain or offset.")]
    [DataRow("{id: scale_linear, kwargs: {gain: [2, 3]}}",
        ".kwargs.axis is absent; expected the axis of the list.")]
    [DataRow("{id: clip, kwargs: {min: 0.6, max: 0.6}}",
        ".kwargs.max is 0.6; expected a number above min (0.6).")]
    [DataRow("{id: clip}",
        ".kwargs is without a bound; expected min, max, min_percentile or max_percentile.")]
    [DataRow("{id: clip, kwargs: {min: 0, min_percentile: 1}}",
        ".kwargs.min_percentile is 1 beside min; expected one of them.")]
    [DataRow("{id: softmax, kwargs: {axis: z}}", ".kwargs.axis is 'z'; expected an axis of the tensor")]
    [DataRow("{id: binarize}", ".kwargs.threshold is absent; expected a number.")]
    [DataRow("{id: scale_mean_variance, kwargs: {reference_tensor: raw}}",
        ".id is 'scale_mean_variance'; expected ensure_dtype")]
    [DataRow("{id: ensure_dtype, kwargs: {dtype: float16}}",
        ".kwargs.dtype is 'float16'; expected one of bool")]
    [DataRow("{name: sigmoid}", ".id is absent; expected a step's name.")]
    public void Parse_StepThatDoesNotFit_IsRefused(string step, string expected) => Assert.Contains(
        $"rdf.yaml:13: inputs[0].preprocessing[0]{expected}",
        Refuse05("preprocessing: []", $"preprocessing: [{step}]").Replace(
            "is 40; expected a percentile above min_percentile", "is a percentile above min_percentile",
            StringComparison.Ordinal));

    [TestMethod]
    public void Parse_EveryStatementOfTheGoldens_IsReadOrRefusedAsThere()
    {
        using JsonDocument goldens = JsonDocument.Parse(File.ReadAllText(SharedData.Require(Cases)));
        List<string> wrong = [];
        foreach (JsonElement golden in SharedData.RequireCases(Cases, goldens.RootElement.EnumerateArray()))
        {
            string name = golden.GetProperty("name").GetString()!;
            bool isRefused = golden.TryGetProperty("error_stage", out JsonElement stage)
                && stage.GetString() == "description";
            bool isFree = golden.GetProperty("hold_to").GetString() == "none";
            try
            {
                ModelDescription model = Parse(ToRdf(golden));
                int stated = golden.GetProperty("tensors").EnumerateArray()
                    .Sum(tensor => tensor.GetProperty("processing").GetArrayLength());
                int read = model.Inputs.Sum(t => t.Processing.Length) + model.Outputs.Sum(
                    t => t.Processing.Length);
                if ((isRefused && !isFree) || read != stated)
                {
                    wrong.Add($"{name} is read, with {read} of {stated} steps");
                }
            }
            catch (InvalidModelPackageException e)
            {
                bool isError = golden.TryGetProperty("error", out _);
                if (!isError || !e.Field!.Contains("processing["))
                {
                    wrong.Add($"{name}: {e.Message}");
                }
            }
        }

        Assert.IsEmpty(wrong, string.Join('\n', wrong));
    }

    private static ProcessingDescription Step05(string step) =>
        Parse05("preprocessing: []", $"preprocessing: [{step}]").Inputs[0].Processing.Single();

    private static string ToRdf(JsonElement golden)
    {
        bool is04 = golden.GetProperty("format").GetString() == "0.4";
        JsonArray inputs = [];
        JsonArray outputs = [];
        foreach (JsonElement tensor in golden.GetProperty("tensors").EnumerateArray())
        {
            bool isInput = tensor.GetProperty("role").GetString() == "input";
            (isInput ? inputs : outputs).Add(is04 ? Tensor04(tensor, isInput) : Tensor05(tensor, isInput));
        }

        JsonObject plain04 = new() { ["name"] = "plain", ["axes"] = "yx", ["data_type"] = "float32", ["shape"] = new JsonArray(8, 8) };
        JsonObject plain05 = new() { ["id"] = "plain", ["axes"] = new JsonArray(new JsonObject { ["type"] = "batch" }) };
        foreach (JsonArray list in (JsonArray[])[inputs, outputs])
        {
            if (list.Count == 0)
            {
                list.Add((is04 ? plain04 : plain05).DeepClone());
            }
        }

        JsonObject rdf = new()
        {
            ["format_version"] = is04 ? "0.4.10" : "0.5.7",
            ["type"] = "model",
            ["name"] = "golden",
            ["inputs"] = inputs,
            ["outputs"] = outputs,
            ["weights"] = new JsonObject { ["onnx"] = new JsonObject { ["source"] = "a.onnx", ["opset_version"] = 16 } },
        };
        if (is04)
        {
            rdf["description"] = "x";
            rdf["license"] = "x";
            rdf["documentation"] = "a.md";
            rdf["timestamp"] = "2024-12-31";
            rdf["authors"] = new JsonArray("Ada");
            rdf["test_inputs"] = new JsonArray([.. inputs.Select(_ => JsonValue.Create("a.npy"))]);
            rdf["test_outputs"] = new JsonArray([.. outputs.Select(_ => JsonValue.Create("a.npy"))]);
        }

        return rdf.ToJsonString();
    }

    private static JsonObject Tensor04(JsonElement tensor, bool isInput)
    {
        string axes = tensor.GetProperty("axes").GetString()!;
        return new JsonObject
        {
            ["name"] = tensor.GetProperty("id").GetString(),
            ["axes"] = axes,
            ["data_type"] = tensor.GetProperty("data_type").GetString(),
            ["shape"] = new JsonArray([.. axes.Select(letter => JsonValue.Create(letter == 'b' ? 1 : 8))]),
            [isInput ? "preprocessing" : "postprocessing"] = JsonNode.Parse(
                tensor.GetProperty("processing").GetRawText()),
        };
    }

    private static JsonObject Tensor05(JsonElement tensor, bool isInput)
    {
        JsonArray axes = [];
        foreach (char letter in tensor.GetProperty("axes").GetString()!)
        {
            JsonObject axis = new() { ["id"] = AxisIds.FromLetter(letter) };
            axis["type"] = letter switch { 'b' => "batch", 'c' => "channel", 't' => "time", 'i' => "index", _ => "space" };
            if (letter == 'c')
            {
                axis["channel_names"] = new JsonArray("a", "b", "c");
            }
            else if (letter != 'b')
            {
                axis["size"] = 8;
            }

            axes.Add(axis);
        }

        string type = tensor.GetProperty("data_type").GetString()!;
        JsonObject data = new() { ["type"] = type };
        if (type == "bool")
        {
            data["values"] = new JsonArray(false, true);
        }

        return new JsonObject
        {
            ["id"] = tensor.GetProperty("id").GetString(),
            ["axes"] = axes,
            ["data"] = data,
            [isInput ? "preprocessing" : "postprocessing"] = JsonNode.Parse(
                tensor.GetProperty("processing").GetRawText()),
        };
    }
}
