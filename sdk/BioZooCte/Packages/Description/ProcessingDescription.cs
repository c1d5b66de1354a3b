using System.Collections.Immutable;

using BioZooCte.Tensors;

namespace BioZooCte.Packages.Description;

/// <summary>One stated pre- or postprocessing step; one of the cases nested here.</summary>
public abstract record ProcessingDescription
{
    private ProcessingDescription()
    {
    }

    /// <summary>The step's name in the RDF, such as <c>scale_range</c>.</summary>
    public abstract string Name { get; }

    /// <summary>x &gt; t, as bool.</summary>
    /// <param name="Thresholds">
    /// One threshold, or one for each position along <paramref name="AxisId"/>.
    /// </param>
    /// <param name="AxisId">The axis of several thresholds; null for one.</param>
    public sealed record Binarize(ImmutableArray<double> Thresholds, string? AxisId) : ProcessingDescription
    {
        /// <inheritdoc/>
        public override string Name => "binarize";
    }

    /// <summary>
    /// Clamp to bounds, each stated as a value or as a percentile (0 to 100) of the tensor.
    /// </summary>
    /// <param name="Min">The lower bound.</param>
    /// <param name="Max">The upper bound.</param>
    /// <param name="MinPercentile">The lower bound as a percentile.</param>
    /// <param name="MaxPercentile">The upper bound as a percentile.</param>
    /// <param name="Scope">What the percentiles are taken over.</param>
    public sealed record Clip(
        double? Min, double? Max, double? MinPercentile, double? MaxPercentile, StatisticsScope Scope)
        : ProcessingDescription
    {
        /// <inheritdoc/>
        public override string Name => "clip";
    }

    /// <summary>x · gain + offset.</summary>
    /// <param name="Gains">One gain, or one for each position along <paramref name="AxisId"/>.</param>
    /// <param name="Offsets">One offset, or one for each position.</param>
    /// <param name="AxisId">The axis of several gains or offsets; null for one.</param>
    public sealed record ScaleLinear(
        ImmutableArray<double> Gains, ImmutableArray<double> Offsets, string? AxisId) : ProcessingDescription
    {
        /// <inheritdoc/>
        public override string Name => "scale_linear";
    }

    /// <summary>1 / (1 + e^−x).</summary>
    public sealed record Sigmoid : ProcessingDescription
    {
        /// <inheritdoc/>
        public override string Name => "sigmoid";
    }

    /// <summary>e^x / Σ e^x along an axis.</summary>
    /// <param name="AxisId">The axis, by default the channel.</param>
    public sealed record Softmax(string AxisId) : ProcessingDescription
    {
        /// <inheritdoc/>
        public override string Name => "softmax";
    }

    /// <summary>(x − mean) / (std + eps), with the population's deviation.</summary>
    /// <param name="Scope">What mean and deviation are taken over.</param>
    /// <param name="Epsilon">eps.</param>
    public sealed record ZeroMeanUnitVariance(StatisticsScope Scope, double Epsilon) : ProcessingDescription
    {
        /// <inheritdoc/>
        public override string Name => "zero_mean_unit_variance";
    }

    /// <summary>(x − mean) / std with stated numbers.</summary>
    /// <param name="Means">One mean, or one for each position along <paramref name="AxisId"/>.</param>
    /// <param name="StandardDeviations">One deviation, or one for each position.</param>
    /// <param name="AxisId">The axis of several numbers; null for one.</param>
    public sealed record FixedZeroMeanUnitVariance(
        ImmutableArray<double> Means, ImmutableArray<double> StandardDeviations, string? AxisId)
        : ProcessingDescription
    {
        /// <inheritdoc/>
        public override string Name => "fixed_zero_mean_unit_variance";
    }

    /// <summary>(x − p_low) / (p_high − p_low + eps).</summary>
    /// <param name="Scope">What the percentiles are taken over.</param>
    /// <param name="MinPercentile">The lower percentile, 0 to 100.</param>
    /// <param name="MaxPercentile">The upper percentile, 0 to 100.</param>
    /// <param name="Epsilon">eps.</param>
    /// <param name="ReferenceTensorId">The tensor whose percentiles are taken; null for this one.</param>
    public sealed record ScaleRange(
        StatisticsScope Scope,
        double MinPercentile,
        double MaxPercentile,
        double Epsilon,
        string? ReferenceTensorId) : ProcessingDescription
    {
        /// <inheritdoc/>
        public override string Name => "scale_range";
    }

    /// <summary>(x − mean) / (std + eps) · (std of reference + eps) + mean of reference.</summary>
    /// <param name="Scope">What the statistics are taken over.</param>
    /// <param name="ReferenceTensorId">The tensor whose mean and deviation are given to this one.</param>
    /// <param name="Epsilon">eps.</param>
    public sealed record ScaleMeanVariance(StatisticsScope Scope, string ReferenceTensorId, double Epsilon)
        : ProcessingDescription
    {
        /// <inheritdoc/>
        public override string Name => "scale_mean_variance";
    }

    /// <summary>A cast.</summary>
    /// <param name="Type">The type cast to.</param>
    public sealed record EnsureDataType(ElementType Type) : ProcessingDescription
    {
        /// <inheritdoc/>
        public override string Name => "ensure_dtype";
    }

    /// <summary>
    /// Labels of star-convex objects from a network that gives, for each element, the probability of an object and its
    /// extent along rays: candidates above a threshold, of which the more probable suppress those that they overlap
    /// (Schmidt et al. 2018, arXiv:1806.03535; in volumes Weigert et al. 2020, arXiv:1908.03636).
    /// </summary>
    /// <param name="ProbabilityThreshold">What a candidate's probability is above, strictly.</param>
    /// <param name="OverlapThreshold">
    /// The overlap, as a share of the smaller object, above which the less probable one is dropped.
    /// </param>
    /// <param name="Rays">The number of rays; null where the channels tell it.</param>
    /// <param name="Grid">Pixels of the image for one element, along [z,] y, x.</param>
    /// <param name="Border">
    /// Elements at either end of [z,] y, x, before and after in turn, that are no candidates.
    /// </param>
    /// <param name="Anisotropy">The relative size of a voxel along z, y, x; null in a plane.</param>
    /// <param name="OverlapLabel">The label of voxels in several objects; null: the most probable has them.</param>
    public sealed record StarDistPostprocessing(
        double ProbabilityThreshold,
        double OverlapThreshold,
        int? Rays,
        ImmutableArray<int> Grid,
        ImmutableArray<int> Border,
        ImmutableArray<double>? Anisotropy,
        int? OverlapLabel) : ProcessingDescription
    {
        /// <inheritdoc/>
        public override string Name => "stardist_postprocessing";
    }

    /// <summary>
    /// Labels of objects whose pixels follow the network's flows to the same sink (Stringer et al. 2021,
    /// doi:10.1038/s41592-020-01018-x). Channels: flows along [z,] y, x, then the logit of an object.
    /// </summary>
    /// <param name="ObjectThreshold">What the logit of an object's pixel is above, strictly.</param>
    /// <param name="FlowThreshold">
    /// The mean squared difference from the flows of its mask above which an object is dropped; 0 drops none.
    /// </param>
    /// <param name="IsVolume">Whether flows go along z as well.</param>
    /// <param name="MinSize">The fewest pixels of an object.</param>
    /// <param name="Type">The labels' type, uint16 or uint32.</param>
    public sealed record CellposeFlowDynamics(
        double ObjectThreshold, double FlowThreshold, bool IsVolume, int MinSize, ElementType Type)
        : ProcessingDescription
    {
        /// <inheritdoc/>
        public override string Name => "cellpose_flow_dynamics";
    }

    /// <summary>A step that is stated well, and that this program does not run.</summary>
    /// <param name="StepName">Its name, such as <c>custom</c>.</param>
    /// <param name="Arguments">Its arguments as stated.</param>
    public sealed record NotRunnable(string StepName, RdfMapping Arguments) : ProcessingDescription
    {
        /// <inheritdoc/>
        public override string Name => StepName;
    }
}
