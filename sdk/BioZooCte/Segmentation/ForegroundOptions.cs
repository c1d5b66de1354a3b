namespace BioZooCte.Segmentation;

/// <summary>What the user says about the foreground, where a package says too little.</summary>
public sealed record ForegroundOptions
{
    private static readonly string[] Activations = ["sigmoid", "softmax"];

    /// <summary>
    /// The foreground: a channel's name or its position from 0, an output's identifier, or both as
    /// <c>OUTPUT:CHANNEL</c>.
    /// </summary>
    /// <value>Null: what the package's names say.</value>
    public string? Channel { get; init; }

    /// <summary>
    /// <c>sigmoid</c> or <c>softmax</c>: put after models of which nothing states what their values are. Models that
    /// state it stay as they are.
    /// </summary>
    /// <value>Null: none; the range of the first prediction decides.</value>
    /// <exception cref="ArgumentException">Set to another name.</exception>
    public string? Activation
    {
        get;
        init => field = value is null || Activations.Contains(value)
            ? value
            : throw new ArgumentException(
                $"'{value}' is no activation; expected sigmoid or softmax.", nameof(value));
    }
}
