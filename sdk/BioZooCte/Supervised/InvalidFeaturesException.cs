using BioZooCte.Errors;

namespace BioZooCte.Supervised;

/// <summary>Features, or labels beside them, of which a supervised score cannot be computed.</summary>
public sealed class InvalidFeaturesException : BioZooCteException
{
    /// <summary>An error at a place among features.</summary>
    /// <param name="place">The layer, case, class, sample and channel at fault, as far as they are known.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="expected">What should.</param>
    public InvalidFeaturesException(string place, string found, string expected)
        : base($"{place}: {found}; expected {expected}.")
    {
        Place = place;
        Found = found;
        Expected = expected;
    }

    /// <summary>The layer, case, class, sample and channel at fault, as far as they are known; from 0.</summary>
    public string Place { get; }

    /// <summary>What stands there.</summary>
    public string Found { get; }

    /// <summary>What should.</summary>
    public string Expected { get; }
}
