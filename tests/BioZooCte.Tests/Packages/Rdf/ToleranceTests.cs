using BioZooCte.Packages.Description;

using static BioZooCte.Tests.Packages.Rdf.RdfExamples;

namespace BioZooCte.Tests.Packages.Rdf;

[TestClass]
public sealed class ToleranceTests
{
    [TestMethod]
    public void Parse_NoTolerance_StatesNone() =>
        Assert.IsEmpty(Parse(Format05).ReproducibilityTolerances);

    [TestMethod]
    [DataRow("{}", 1e-3, 1e-3, 100.0, "", "", null)]
    [DataRow("{relative_tolerance: 1e-2, absolute_tolerance: 0.5, mismatched_elements_per_million: 500}",
        1e-2, 0.5, 500.0, "", "", null)]
    [DataRow("{output_ids: [probability], weights_formats: [onnx, torchscript]}",
        1e-3, 1e-3, 100.0, "probability", "onnx torchscript", null)]
    [DataRow("{output_ids: any_continuous_output, relative_tolerance: 0}", 0.0, 1e-3, 100.0, "", "",
        "continuous")]
    [DataRow("{output_ids: any_discrete_output}", 0.0, 0.0, 1000.0, "", "", "discrete")]
    public void Parse_StatedTolerance_HasItsDefaults(
        string entry, double relative, double absolute, double perMillion, string outputs, string formats, string? kind)
    {
        ReproducibilityTolerance tolerance = Parse05(
            "type: model", $"type: model\nconfig: {{bioimageio: {{reproducibility_tolerance: [{entry}]}}}}")
            .ReproducibilityTolerances.Single();

        Assert.AreEqual(relative, tolerance.Relative);
        Assert.AreEqual(absolute, tolerance.Absolute);
        Assert.AreEqual(perMillion, tolerance.MismatchedElementsPerMillion);
        Assert.AreEqual(outputs, string.Join(' ', tolerance.OutputIds));
        Assert.AreEqual(formats, string.Join(' ', tolerance.WeightsFormats));
        Assert.AreEqual(kind, tolerance.Kind);
    }

    [TestMethod]
    [DataRow(true, "{decimal: 3}", 0.0, 0.0015, 0.0)]
    [DataRow(true, "{absolute_tolerance: 0.1}", 1e-3, 0.1, 0.0)]
    [DataRow(false, "{relative_tolerance: 0.05, absolute_tolerance: 0.1}", 0.05, 0.1, 100.0)]
    [DataRow(false, "{decimals: 3}", 1e-3, 1e-3, 100.0)]
    public void Parse_TestKwargs_AreATolerance(
        bool isFormat04, string entry, double relative, double absolute, double perMillion)
    {
        string config = $"type: model\nconfig: {{bioimageio: {{test_kwargs: {{onnx: {entry}}}}}}}";
        ReproducibilityTolerance tolerance =
            (isFormat04 ? Parse04("type: model", config) : Parse05("type: model", config))
            .ReproducibilityTolerances.Single();

        Assert.AreEqual(relative, tolerance.Relative);
        Assert.AreEqual(absolute, tolerance.Absolute, 1e-15);
        Assert.AreEqual(perMillion, tolerance.MismatchedElementsPerMillion);
        Assert.AreEqual("onnx", tolerance.WeightsFormats.Single());
    }

    [TestMethod]
    public void Parse_ToleranceBeyondItsBounds_IsRefused() => Assert.AreEqual(
        "rdf.yaml:3: config.bioimageio.reproducibility_tolerance[0].relative_tolerance is 0.5; "
        + "expected a number from 0 to 0.01.",
        Refuse05("type: model",
            "type: model\nconfig: {bioimageio: {reproducibility_tolerance: [{relative_tolerance: 0.5}]}}"));
}
