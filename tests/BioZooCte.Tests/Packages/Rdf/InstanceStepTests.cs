using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

using static BioZooCte.Tests.Packages.Rdf.RdfExamples;

namespace BioZooCte.Tests.Packages.Rdf;

[TestClass]
public sealed class InstanceStepTests
{
    [TestMethod]
    public void Parse_StarDistInAPlane_GivesItsArguments()
    {
        ProcessingDescription.StarDistPostprocessing step = (ProcessingDescription.StarDistPostprocessing)Step(
            "{id: stardist_postprocessing, kwargs: {prob_threshold: 0.5, nms_threshold: 0.4, n_rays: 32, grid: [2, 1], "
            + "b: [[1, 2], [3, 4]]}}");

        Assert.AreEqual((0.5, 0.4, 32), (step.ProbabilityThreshold, step.OverlapThreshold, step.Rays!.Value));
        Assert.AreEqual("2 1 1 2 3 4", string.Join(' ', [.. step.Grid, .. step.Border]));
        Assert.IsNull(step.Anisotropy);
        Assert.IsNull(step.OverlapLabel);
    }

    [TestMethod]
    public void Parse_StarDistInAVolume_GivesItsArguments()
    {
        ProcessingDescription.StarDistPostprocessing step = (ProcessingDescription.StarDistPostprocessing)Step(
            "{id: stardist_postprocessing, kwargs: {prob_threshold: 0.5, nms_threshold: 0.4, n_rays: 96, "
            + "grid: [1, 2, 2], b: 0, anisotropy: [2, 1, 1], overlap_label: 7}}");

        Assert.AreEqual("1 2 2 0 0 0 0 0 0", string.Join(' ', [.. step.Grid, .. step.Border]));
        Assert.AreEqual("2 1 1", string.Join(' ', step.Anisotropy!.Value));
        Assert.AreEqual(7, step.OverlapLabel);
    }

    [TestMethod]
    public void Parse_Cellpose_GivesItsArgumentsOrTheirDefaults()
    {
        Assert.AreEqual(
            new ProcessingDescription.CellposeFlowDynamics(0, 0.4, false, 15, ElementType.UInt16),
            Step("{id: cellpose_flow_dynamics}"));
        Assert.AreEqual(
            new ProcessingDescription.CellposeFlowDynamics(-1, 0, true, 3, ElementType.UInt32),
            Step("{id: cellpose_flow_dynamics, kwargs: {cellprob_threshold: -1, flow_threshold: 0, do_3D: true, "
                + "min_size: 3, output_dtype: uint32}}"));
    }

    [TestMethod]
    [DataRow("prob_threshold: 2, nms_threshold: 0.4, grid: [1, 1]", ".prob_threshold is 2; expected a number from 0 to 1.")]
    [DataRow("prob_threshold: 0.5, nms_threshold: 0.4, grid: [1]", ".grid is 1 values; expected 2 for y, x or 3 for z, y, x.")]
    [DataRow("prob_threshold: 0.5, nms_threshold: 0.4, grid: [0, 1]", ".grid[0] is 0; expected a whole number above 0.")]
    [DataRow("prob_threshold: 0.5, nms_threshold: 0.4, grid: [1, 1], n_rays: 2",
        ".n_rays is 2; expected a whole number of rays, at least 3 in a plane and 4 in a volume.")]
    [DataRow("prob_threshold: 0.5, nms_threshold: 0.4, grid: [1, 1], b: [[1, 2]]",
        ".b is 2 numbers in 1 pairs; expected a whole number from 0, or a pair of them for each axis of grid.")]
    [DataRow("prob_threshold: 0.5, nms_threshold: 0.4, grid: [1, 1, 1], n_rays: 96, anisotropy: [1, 1]",
        ".anisotropy is a list of 2; expected 3 numbers above 0, for z, y, x.")]
    public void Parse_WrongArgumentOfStarDist_IsNamed(string arguments, string message) => StringAssert.Contains(
        Refuse05(
            "postprocessing: []", $"postprocessing: [{{id: stardist_postprocessing, kwargs: {{{arguments}}}}}]"),
        message);

    [TestMethod]
    [DataRow("flow_threshold: -1", ".flow_threshold is -1; expected a number from 0.")]
    [DataRow("min_size: -2", ".min_size is -2; expected a whole number from 0.")]
    public void Parse_WrongArgumentOfCellpose_IsNamed(string arguments, string message) => StringAssert.Contains(
        Refuse05(
            "postprocessing: []", $"postprocessing: [{{id: cellpose_flow_dynamics, kwargs: {{{arguments}}}}}]"),
        message);

    private static ProcessingDescription Step(string step) =>
        Parse05("postprocessing: []", $"postprocessing: [{step}]").Outputs[0].Processing[0];
}
