using System.Collections.Immutable;

using BioZooCte.Packages.Web;

namespace BioZooCte.Packages;

/// <summary>What is allowed of a package, and how much it may cost to open one.</summary>
public sealed record PackageOptions
{
    /// <summary>
    /// Whether a file whose sha256 is not the declared one is used all the same, with a notice.
    /// </summary>
    /// <value>False: such a file is an error.</value>
    public bool AllowHashMismatch { get; init; }

    /// <summary>The most bytes that may be unpacked from a zip.</summary>
    /// <value>8 GiB.</value>
    public long MaximumUnpackedBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 8L << 30;

    /// <summary>The most entries that a zip may have.</summary>
    /// <value>10,000.</value>
    public int MaximumEntries
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 10_000;

    /// <summary>
    /// How many times its packed size a large entry of a zip may have (those below 64 MiB are not asked).
    /// </summary>
    /// <value>200.</value>
    public int MaximumCompressionRatio
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 200;

    /// <summary>The most bytes that may be downloaded for one package.</summary>
    /// <value>8 GiB.</value>
    public long MaximumDownloadBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 8L << 30;

    /// <summary>How long a server may be silent, before its answer and within it.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan WebTimeout
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The hosts, <c>HOST</c> or <c>HOST:PORT</c>, that may be fetched from although their addresses are those of this
    /// machine or a private network. All other URLs, also those inside packages and those that servers redirect to,
    /// have to lead to public addresses.
    /// </summary>
    /// <value>
    /// Those that the environment variable <c>BIOZOOCTE_ALLOWED_HOSTS</c> names, separated by commas; none without it.
    /// One that is no host makes the options throw a <see cref="FormatException"/>.
    /// </value>
    public ImmutableArray<string> AllowedHosts
    {
        get;
        init => field = WebAccess.RequireRules(value);
    } = EnvironmentHosts.Read();
}
