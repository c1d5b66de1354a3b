using System.Collections.Immutable;

namespace BioZooCte;

/// <summary>What is watched, and how it is ranked.</summary>
public sealed record WatchOptions
{
    /// <summary>
    /// The folders of model packages; one that is itself a package stands for it. Of packages with one path below their
    /// folders, that of the first folder.
    /// </summary>
    public required ImmutableArray<string> ModelFolders { get; init; }

    /// <summary>The folder of images.</summary>
    public required string ImageFolder { get; init; }

    /// <summary>Whether an image of the folder, by its path, is taken; null for all.</summary>
    /// <value>Null.</value>
    public Func<string, bool>? TakesImage { get; init; }

    /// <summary>How models are ranked.</summary>
    public EstimationOptions Estimation { get; init; } = new();

    /// <summary>How often the folders are looked at.</summary>
    /// <value>2 s.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set to 0 or below.</exception>
    public TimeSpan Interval
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(2);

    /// <summary>How long nobody may have written to a package or an image before it is taken.</summary>
    /// <value>2 s.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public TimeSpan Quiet
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(2);

    /// <summary>Whether watching ends with the first ranking of all that is there.</summary>
    /// <value>False.</value>
    public bool IsOnce { get; init; }

    /// <summary>
    /// Runs a model on images in a process of its own, which keeps what it finds in the same store; gives how that
    /// process ended by itself or was killed, or null where it did neither. Of one that was killed nothing is kept against
    /// the model, which after three such ends in a row this watch runs no more until it changes. Null: models run in this
    /// process, and one that ends the runtime ends it.
    /// </summary>
    /// <value>Null.</value>
    public Func<string, IReadOnlyList<string>, CancellationToken, Task<ApartEnd?>>? RunApart { get; init; }

    /// <summary>
    /// Waits for a turn among others who rank, then calls what it is given with the tiles that may run at the same time,
    /// and ends when that has. Null: each ranking begins at once, with the threads of <see cref="Estimation"/>.
    /// </summary>
    /// <value>Null.</value>
    public Func<Func<int, Task>, CancellationToken, Task>? InTurn { get; init; }
}
