namespace BioZooCte.Bridge.Tests.Support;

/// <summary>Waits for what another thread brings about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    /// <summary>Waits until something holds; a failure where it does not within half a minute.</summary>
    public static async Task HoldsAsync(Func<bool> holds)
    {
        for (TimeSpan waited = TimeSpan.Zero; waited < Most && !holds(); waited += Pause)
        {
            await Task.Delay(Pause);
        }

        Assert.IsTrue(holds());
    }
}
