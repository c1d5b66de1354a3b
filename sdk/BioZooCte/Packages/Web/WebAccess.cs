using System.Collections.Immutable;

namespace BioZooCte.Packages.Web;

/// <summary>How files are fetched from the web.</summary>
internal sealed record WebAccess
{
    /// <summary>What requests say of their sender.</summary>
    public const string UsualUserAgent = "BioZooCte";

    /// <summary>The hosts that are allowed although they lie in the own network.</summary>
    public required ImmutableArray<HostRule> AllowedHosts { get; init; }

    /// <summary>How long a server may be silent, before its answer and within it.</summary>
    public required TimeSpan Silence { get; init; }

    /// <summary>What requests say of their sender.</summary>
    public string UserAgent { get; init; } = UsualUserAgent;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>As the options of a package say.</summary>
    public static WebAccess Of(PackageOptions options) =>
        new() { AllowedHosts = RulesOf(options.AllowedHosts), Silence = options.WebTimeout };

    /// <summary>The rules in texts that were looked at already.</summary>
    public static ImmutableArray<HostRule> RulesOf(ImmutableArray<string> hosts) =>
        [.. hosts.Select(HostRule.Parse).OfType<HostRule>()];

    /// <summary>The texts, each of which has to be a rule.</summary>
    /// <exception cref="ArgumentException">One is none.</exception>
    public static ImmutableArray<string> RequireRules(ImmutableArray<string> hosts)
    {
        foreach (string host in hosts.IsDefault ? [] : hosts)
        {
            if (HostRule.Parse(host) is null)
            {
                throw new ArgumentException($"'{host}' is no host; expected HOST or HOST:PORT.", nameof(hosts));
            }
        }

        return hosts.IsDefault ? [] : hosts;
    }
}
