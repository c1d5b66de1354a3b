using System.CommandLine;

namespace BioZooCte.Cli.Options;

/// <summary>What commands that open packages have in common.</summary>
internal static class PackageOption
{
    /// <summary>Packages named one after another.</summary>
    public static Argument<string[]> Packages() => new("PACKAGE")
    {
        Description = "A package: a folder, an RDF file, a zip, a URL or a name of the Zoo; or a folder of packages.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Whether files may have another hash than declared.</summary>
    public static Option<bool> AllowHashMismatch() => new("--allow-hash-mismatch")
    {
        Description = "Use files whose sha256 is not the declared one.",
    };

    /// <summary>How many threads run tiles.</summary>
    public static Option<int?> Threads() => OptionParsers.Single<int?>(
        "--threads",
        "N",
        "Tiles run at a time; no score depends on it. Default: one for each core.",
        "a whole number above 0",
        OptionParsers.OptionalCount);
}
