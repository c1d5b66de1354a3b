namespace BioZooCte.Bridge.Rankings;

/// <summary>Gives something back once.</summary>
/// <param name="giveBack">Gives it back.</param>
internal sealed class Release(Action giveBack) : IDisposable
{
    private Action? _giveBack = giveBack;

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
}
