namespace BioZooCte.Bridge.Files;

/// <summary>Where a bridge writes for its user, where nothing else is said.</summary>
internal static class UserFolder
{
    /// <summary>Of the connection file: <c>$XDG_RUNTIME_DIR/biozoocte</c>, else <c>~/.biozoocte</c>.</summary>
    public static string Runtime => Of("XDG_RUNTIME_DIR", "");

    /// <summary>Of the token and of finished rankings: <c>$XDG_STATE_HOME/biozoocte</c>, else <c>~/.biozoocte/state</c>.</summary>
    public static string State => Of("XDG_STATE_HOME", "state");

    /// <summary>On Windows, without the variable, both lie below <c>%LOCALAPPDATA%\BioZooCte</c>.</summary>
    private static string Of(string variable, string part)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named)
        {
            return Path.Combine(named, "biozoocte");
        }

        return OperatingSystem.IsWindows()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "BioZooCte", part)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".biozoocte", part);
    }
}
