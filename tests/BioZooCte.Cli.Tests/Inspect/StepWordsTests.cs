using BioZooCte.Cli.Inspect;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Cli.Tests.Inspect;

[TestClass]
public sealed class StepWordsTests
{
    private static readonly StatisticsScope Image = new(false, ["y", "x"]);
    private static readonly StatisticsScope DataSet = new(true, null);

    [TestMethod]
    public void Of_EachStep_SaysWhatItDoes()
    {
        (ProcessingDescription Step, string Words)[] cases =
        [
            (new ProcessingDescription.Binarize([0.5], null), "binarize: above 0.5 is true"),
            (new ProcessingDescription.Binarize([0.5, 0.25], "channel"),
                "binarize: above [0.5, 0.25] along channel is true"),
            (new ProcessingDescription.Clip(0, 1, null, null, DataSet), "clip: to between 0 and 1"),
            (new ProcessingDescription.Clip(null, 1, 2, null, Image),
                "clip: to between percentile 2 and 1, of each image over y, x"),
            (new ProcessingDescription.ScaleLinear([2], [-1], null), "scale_linear: times 2 plus -1"),
            (new ProcessingDescription.Sigmoid(), "sigmoid: to values between 0 and 1"),
            (new ProcessingDescription.Softmax("channel"), "softmax: to shares that sum to 1 along channel"),
            (new ProcessingDescription.ZeroMeanUnitVariance(DataSet, 1e-6),
                "zero_mean_unit_variance: to mean 0 and deviation 1, of all images"),
            (new ProcessingDescription.FixedZeroMeanUnitVariance([10, 20], [1, 2], "channel"),
                "fixed_zero_mean_unit_variance: minus [10, 20], by [1, 2] along channel"),
            (new ProcessingDescription.ScaleRange(Image, 1, 99.8, 1e-6, "raw"),
                "scale_range: percentiles 1 and 99.8 of 'raw' to 0 and 1, of each image over y, x"),
            (new ProcessingDescription.ScaleMeanVariance(Image, "raw", 1e-6),
                "scale_mean_variance: to mean and deviation of 'raw', of each image over y, x"),
            (new ProcessingDescription.EnsureDataType(ElementType.Float16), "ensure_dtype: cast to float16"),
            (new ProcessingDescription.StarDistPostprocessing(0.5, 0.4, 32, [2, 2], [2, 2, 2, 2], null, null),
                "stardist_postprocessing: to labels of star-convex objects of 32 rays, probabilities above 0.5, overlaps"
                + " up to 0.4, 2 x 2 pixels for an element"),
            (new ProcessingDescription.CellposeFlowDynamics(0, 0.4, false, 15, ElementType.UInt16),
                "cellpose_flow_dynamics: to labels of planes whose pixels flow to the same sink, logits above 0, at least"
                + " 15 pixels, errors of flows up to 0.4"),
            (new ProcessingDescription.CellposeFlowDynamics(-1, 0.4, true, 15, ElementType.UInt16),
                "cellpose_flow_dynamics: to labels of volumes whose pixels flow to the same sink, logits above -1, at"
                + " least 15 pixels"),
            (new ProcessingDescription.NotRunnable("custom", new RdfMapping(1, [])),
                "custom: not run by this program"),
        ];
        foreach ((ProcessingDescription step, string words) in cases)
        {
            Assert.AreEqual(words, StepWords.Of(step));
        }
    }
}
