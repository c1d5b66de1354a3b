using System.Collections.Immutable;

using BioZooCte.Packages.Web;

namespace BioZooCte.Packages.Zoo;

/// <summary>Where the Zoo is, where what comes from it is kept, and how it is fetched.</summary>
public sealed record ZooOptions
{
    /// <summary>The folder in which everything that was fetched is kept.</summary>
    /// <value>
    /// That of the Zoo's own programs: <c>~/.cache/bioimageio</c>, <c>~/Library/Caches/bioimageio</c> or
    /// <c>%LOCALAPPDATA%\bioimageio\bioimageio\Cache</c>; what this library keeps is in its folder <c>biozoocte</c>.
    /// </value>
    public string CacheFolder
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            field = value;
        }
    } = CacheFolders.Usual();

    /// <summary>
    /// The index: the Zoo's <c>index.json</c>, or a file of the form of <c>all_versions.json</c> or <c>id_map.json</c>.
    /// </summary>
    /// <value>That of the Zoo's collection.</value>
    public Uri IndexUrl { get; init; } = new("https://bioimage-io.github.io/collection/index.json");

    /// <summary>Further identifiers, such as DOIs: a file of the form of <c>id_map.json</c>; null for none.</summary>
    /// <value>None.</value>
    public Uri? IdMapUrl { get; init; }

    /// <summary>
    /// The URL of the RDF of a model that the index lacks, with <c>{id}</c> in the place of its identifier.
    /// </summary>
    /// <value>That of the Zoo's storage.</value>
    public string IdPattern
    {
        get;
        init => field = RequirePattern(value);
    } = "https://hypha.aicell.io/bioimage-io/artifacts/{id}/files/rdf.yaml";

    /// <summary>The URL of the RDF of a record at Zenodo, with <c>{id}</c> in the place of its number.</summary>
    /// <value>That of Zenodo.</value>
    public string RecordPattern
    {
        get;
        init => field = RequirePattern(value);
    } = "https://zenodo.org/api/records/{id}/files/rdf.yaml/content";

    /// <summary>How long a server may be silent, before its answer and within it.</summary>
    /// <value>10 seconds.</value>
    public TimeSpan Timeout
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(10);

    /// <summary>What requests say of their sender.</summary>
    /// <value><c>BioZooCte</c>.</value>
    public string UserAgent
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    } = WebAccess.UsualUserAgent;

    /// <summary>
    /// The hosts, <c>HOST</c> or <c>HOST:PORT</c>, that may be fetched from although their addresses are those of this
    /// machine or a private network; that holds for the index too.
    /// </summary>
    /// <value>None.</value>
    public ImmutableArray<string> AllowedHosts
    {
        get;
        init => field = WebAccess.RequireRules(value);
    } = [];

    /// <summary>How many files are fetched at a time.</summary>
    /// <value>6.</value>
    public int ParallelDownloads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 6;

    /// <summary>The most bytes that a file of a package may have.</summary>
    /// <value>8 GiB.</value>
    public long MaximumFileBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 8L << 30;

    /// <summary>
    /// The options that the environment states: <c>BIOIMAGEIO_CACHE_PATH</c>,
    /// <c>BIOIMAGEIO_COLLECTION_HTTP_PATTERN</c>, <c>BIOIMAGEIO_HTTP_TIMEOUT</c> (seconds),
    /// <c>BIOIMAGEIO_USER_AGENT</c> and <c>BIOIMAGEIO_ID_MAP</c> as the Zoo's own programs read them;
    /// <c>BIOZOOCTE_ZOO_INDEX</c> for another index and <c>BIOZOOCTE_ALLOWED_HOSTS</c> for hosts, separated by commas.
    /// </summary>
    /// <exception cref="FormatException">A variable's value is none; the message says which.</exception>
    public static ZooOptions FromEnvironment() => ZooEnvironment.Read(Environment.GetEnvironmentVariable);

    internal WebAccess ToAccess() => new()
    {
        AllowedHosts = WebAccess.RulesOf(AllowedHosts),
        Silence = Timeout,
        UserAgent = UserAgent,
    };

    private static string RequirePattern(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        return ZooUrls.HasPlace(value)
            ? value
            : throw new ArgumentException(
                $"'{value}' has no {{id}}; expected one in the place of the identifier.", nameof(value));
    }
}
