using System.Collections.Immutable;

using BioZooCte.Errors;

namespace BioZooCte.Models;

/// <summary>A good package that cannot be run here.</summary>
public sealed class UnsupportedModelException : BioZooCteException
{
    /// <summary>An error with every reason.</summary>
    /// <param name="package">The package's identifier.</param>
    /// <param name="reasons">One reason for each backend or step that stands against it.</param>
    public UnsupportedModelException(string package, params IEnumerable<string> reasons)
        : this(package, [.. reasons])
    {
    }

    private UnsupportedModelException(string package, ImmutableArray<string> reasons)
        : base($"{package} cannot be run: {string.Join("; ", reasons)}.")
    {
        Package = package;
        Reasons = reasons;
    }

    /// <summary>The package's identifier.</summary>
    public string Package { get; }

    /// <summary>One reason for each backend or step that stands against it.</summary>
    public ImmutableArray<string> Reasons { get; }
}
