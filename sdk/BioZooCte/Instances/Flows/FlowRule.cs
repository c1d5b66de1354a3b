namespace BioZooCte.Instances.Flows;

/// <summary>How flows become objects.</summary>
/// <param name="ObjectThreshold">What the logit of an object's pixel is above, strictly.</param>
/// <param name="FlowThreshold">
/// The mean squared difference from the flows of its own mask above which an object of a plane is dropped; 0 drops
/// none.
/// </param>
/// <param name="MinSize">The fewest pixels of an object.</param>
internal sealed record FlowRule(double ObjectThreshold, double FlowThreshold, int MinSize);
