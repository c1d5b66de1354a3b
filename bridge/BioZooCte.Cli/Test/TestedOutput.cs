namespace BioZooCte.Cli.Test;

/// <summary>How an output compares with the package's test tensor.</summary>
/// <param name="OutputId">The output.</param>
/// <param name="MaxDifference">The greatest difference; null where nothing could be compared.</param>
/// <param name="MismatchedPerMillion">Elements beyond the tolerance in a million.</param>
/// <param name="AllowedPerMillion">How many of them the package or its format allows.</param>
/// <param name="Relative">The relative part of the tolerance.</param>
/// <param name="Absolute">The absolute part.</param>
internal sealed record TestedOutput(
    string OutputId,
    double? MaxDifference,
    double MismatchedPerMillion,
    double AllowedPerMillion,
    double Relative,
    double Absolute);
