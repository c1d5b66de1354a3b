namespace BioZooCte.Instances;

/// <summary>What is known of a bucket of values.</summary>
internal enum BucketState : byte
{
    /// <summary>No value can come into it.</summary>
    Unused,

    /// <summary>All values that can come into it are equal.</summary>
    Uniform,

    /// <summary>Different values can come into it; so far they wait in a list.</summary>
    Mixed,

    /// <summary>What was in it went to the heap, and so does what comes.</summary>
    Opened,
}
