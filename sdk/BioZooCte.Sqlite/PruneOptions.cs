using BioZooCte.Results;

namespace BioZooCte.Sqlite;

/// <summary>
/// What is dropped from a store: all to which any of these applies. Nothing that a running process claims ever is.
/// </summary>
public sealed record PruneOptions
{
    /// <summary>
    /// The software that rankings run by now, of <see cref="ResultsIdentity.OfSoftware"/>: what others found goes.
    /// </summary>
    /// <value>Null: whoever found it.</value>
    public string? Software { get; init; }

    /// <summary>The models that are there, of <see cref="ResultsIdentity.OfModel"/>: what others gave goes.</summary>
    /// <value>Null: all.</value>
    public IReadOnlyCollection<string>? Models { get; init; }

    /// <summary>The images that are there, of <see cref="ResultsIdentity.OfImageAsync"/>: the others go.</summary>
    /// <value>Null: all.</value>
    public IReadOnlyCollection<ImageIdentity>? Images { get; init; }

    /// <summary>Images of a model that were last finished before this go.</summary>
    /// <value>Null: whenever.</value>
    public DateTimeOffset? FinishedBefore { get; init; }

    /// <summary>Whether everything goes.</summary>
    /// <value>False.</value>
    public bool IsAll { get; init; }

    /// <summary>Whether nothing is changed, and it is only said what would go.</summary>
    /// <value>False.</value>
    public bool IsDryRun { get; init; }
}
