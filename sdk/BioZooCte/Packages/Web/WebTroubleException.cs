namespace BioZooCte.Packages.Web;

/// <summary>Something that went wrong with a request and may go well the next time. It stays inside.</summary>
/// <param name="found">What happened.</param>
/// <param name="innerException">The cause, where there is one.</param>
internal sealed class WebTroubleException(string found, Exception? innerException = null)
    : Exception(found, innerException)
{
    /// <summary>How long the server asks to wait; null where it says nothing.</summary>
    public TimeSpan? Advice { get; init; }

    /// <summary>How much of the patience it takes: one that cost much time counts as several.</summary>
    public int Weight { get; init; } = 1;
}
