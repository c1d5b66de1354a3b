namespace BioZooCte.Bridge.Isolation;

/// <summary>A child process ended before it said that it was done.</summary>
/// <param name="model">The model that it ran; empty where it had not begun.</param>
/// <param name="end">How it ended.</param>
internal sealed class ChildEndedException(string model, string end) : Exception(
    $"The process that ran the models ended by itself{(model.Length > 0 ? $" while it ran {model}" : "")} ({end});"
    + " expected it to go on.")
{
    /// <summary>How it ended, in words.</summary>
    public string End => end;

    /// <summary>Whether a fault ended it, such as a violation of memory.</summary>
    public bool IsFault { get; init; }

    /// <summary>Whether it was killed, such as by a system whose memory had run out.</summary>
    public bool IsKilled { get; init; }
}
