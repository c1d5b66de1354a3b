namespace BioZooCte.Bridge.Hosting;

/// <summary>Where a bridge keeps its token and finished rankings where nothing else is said.</summary>
internal static class StateFolder
{
    /// <summary>
    /// <c>$XDG_STATE_HOME/biozoocte</c>, else <c>~/.biozoocte/state</c>; on Windows <c>%LOCALAPPDATA%\BioZooCte\state</c>.
    /// </summary>
    public static string Default
    {
        get
        {
            if (OperatingSystem.IsWindows())
            {
                string local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
                return Path.Combine(local, "BioZooCte", "state");
            }

            return Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state
                ? Path.Combine(state, "biozoocte")
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".biozoocte", "state");
        }
    }
}
