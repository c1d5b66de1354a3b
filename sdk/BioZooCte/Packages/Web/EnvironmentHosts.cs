using System.Collections.Immutable;

namespace BioZooCte.Packages.Web;

/// <summary>The hosts that the user allows for all that is fetched, although they lie in the own network.</summary>
internal static class EnvironmentHosts
{
    /// <summary>The environment variable that names them.</summary>
    public const string Variable = "BIOZOOCTE_ALLOWED_HOSTS";

    /// <summary>The hosts; none where the variable is not set.</summary>
    /// <exception cref="FormatException">One is none.</exception>
    public static ImmutableArray<string> Read() => Read(Environment.GetEnvironmentVariable);

    /// <inheritdoc cref="Read()"/>
    /// <param name="read">The value of a variable; null or empty where it is not set.</param>
    public static ImmutableArray<string> Read(Func<string, string?> read)
    {
        string text = read(Variable)?.Trim() ?? "";
        if (text.Length == 0)
        {
            return [];
        }

        try
        {
            return WebAccess.RequireRules(
                [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]);
        }
        catch (ArgumentException e)
        {
            throw new FormatException(
                $"The environment variable {Variable} is '{text}'; expected hosts, HOST or HOST:PORT, separated by commas.",
                e);
        }
    }
}
