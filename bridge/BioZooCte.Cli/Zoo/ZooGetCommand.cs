using System.CommandLine;

using BioZooCte.Cli.Inputs;
using BioZooCte.Cli.Options;
using BioZooCte.Cli.Progress;
using BioZooCte.Cli.Rendering;
using BioZooCte.Errors;
using BioZooCte.Packages;
using BioZooCte.Packages.Zoo;

namespace BioZooCte.Cli.Zoo;

/// <summary><c>zoocte zoo get</c>: download these packages.</summary>
internal static class ZooGetCommand
{
    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="open">Opens the Zoo, with hosts that are allowed.</param>
    public static Command Create(Terminal terminal, Func<IReadOnlyList<string>, ZooClient> open)
    {
        Command command = new(
            "get",
            "Download packages: their RDF and ONNX weights, or all files of one that has none and so cannot be run here."
            + " A package's folder is complete or not there; what broke off is continued the next time,"
            + " and what programs that ended left behind in the folder is removed.");
        Argument<string[]> references = new("ID")
        {
            Description = "A nickname, a nickname/version, a DOI, or the URL of an RDF or a zip.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> folder = OptionParsers.Single<string>(
            "--out", "DIR", "The folder in which a folder is made for each package.", "a folder", OptionParsers.Text);
        folder.Required = true;
        Option<bool> withTests = new("--with-tests") { Description = "Also the tensors that 'zoocte test' needs." };
        Option<bool> all = new("--all") { Description = "All files of the packages, whatever their weights' formats." };
        Option<string[]> allowHost = AllowHostOption.Create();
        command.Add(references);
        command.Add(folder);
        command.Add(withTests);
        command.Add(all);
        command.Add(allowHost);
        command.SetAction((result, cancellationToken) => Guard.RunAsync(
            terminal,
            async () =>
            {
                using ZooClient zoo = open(result.GetValue(allowHost) ?? []);
                ZooContents contents = result.GetValue(all) ? ZooContents.All
                    : result.GetValue(withTests) ? ZooContents.WithTests
                    : ZooContents.Runnable;
                return await RunAsync(
                    terminal,
                    zoo,
                    [.. result.GetRequiredValue(references).Distinct(StringComparer.Ordinal)],
                    OutputPaths.MakeFolder("--out", result.GetRequiredValue(folder)),
                    contents,
                    cancellationToken).ConfigureAwait(false);
            }));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal,
        ZooClient zoo,
        string[] references,
        string folder,
        ZooContents contents,
        CancellationToken cancellationToken)
    {
        Dictionary<string, string?> before = zoo.FindDownloaded(folder)
            .ToDictionary(package => Path.GetFullPath(package.Folder), package => package.Version);
        (ZooPackage? Package, string? Warning, Exception? Failure)[] outcomes = await ProgressDisplay
            .RunAsync(terminal, async progress =>
            {
                await RequireFoldersOfTheirOwnAsync(zoo, references, folder, cancellationToken).ConfigureAwait(false);
                DownloadsProgress all = new(references.Length, progress);
                return await Task.WhenAll(references.Select((reference, i) =>
                    TryAsync(zoo, reference, folder, contents, all.For(i), cancellationToken))).ConfigureAwait(false);
            })
            .ConfigureAwait(false);
        bool hasIndex = references.Zip(outcomes).Any(
            pair => pair.Second.Package is not null && !ModelFinder.IsUrl(pair.First));
        if (hasIndex && (await zoo.GetIndexAsync(cancellationToken).ConfigureAwait(false)).Notice is string notice)
        {
            terminal.ErrorText.WriteLine($"zoocte: {notice}");
        }

        int code = ExitCode.Done;
        foreach ((ZooPackage? package, string? warning, Exception? failure) in outcomes)
        {
            if (package is not null)
            {
                string version = package.Version is null ? "" : $" {package.Version}";
                string replaced = before.GetValueOrDefault(package.Folder) is string old && old != package.Version
                    ? $", in place of {old}" : "";
                terminal.OutputText.WriteLine(
                    $"{package.Id}{version}: {Words.Size(package.Bytes)} in "
                    + $"{Path.Combine(folder, Path.GetFileName(package.Folder))}{replaced}");
                if (warning is not null)
                {
                    terminal.ErrorText.WriteLine($"zoocte: {package.Id}: {warning}");
                }
            }
            else
            {
                code = Math.Max(code, Guard.Report(terminal, failure!));
            }
        }

        return code;
    }

    /// <summary>Each package has a folder by its name: of two in one, the last alone would be there.</summary>
    private static async Task RequireFoldersOfTheirOwnAsync(
        ZooClient zoo, string[] references, string folder, CancellationToken cancellationToken)
    {
        Dictionary<string, string> taken = new(StringComparer.OrdinalIgnoreCase);
        foreach (string reference in references.Length > 1 ? references : [])
        {
            string name;
            try
            {
                name = await zoo.GetFolderNameAsync(reference, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsOfOne(exception))
            {
                continue; // its download says why
            }

            if (!taken.TryAdd(name, reference))
            {
                throw new InvalidUsageException(
                    $"{taken[name]} and {reference} are both for the folder {Path.Combine(folder, name)}; expected one of"
                    + " them, and the other with another --out.");
            }
        }
    }

    /// <summary>
    /// One that fails does not keep the others from being downloaded. One that cannot be run here is wanted for another
    /// program, and comes with a warning.
    /// </summary>
    private static async Task<(ZooPackage? Package, string? Warning, Exception? Failure)> TryAsync(
        ZooClient zoo,
        string reference,
        string folder,
        ZooContents contents,
        IProgress<ZooProgress> progress,
        CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                return (await DownloadAsync(contents).ConfigureAwait(false), null, null);
            }
            catch (InvalidModelPackageException exception)
                when (contents != ZooContents.All && ZooModels.CannotRun(exception))
            {
                return (
                    await DownloadAsync(ZooContents.All).ConfigureAwait(false),
                    $"has {exception.Found}, and cannot be run here; all its files were downloaded, for other programs.",
                    null);
            }
        }
        catch (Exception exception) when (IsOfOne(exception))
        {
            return (null, null, exception);
        }

        Task<ZooPackage> DownloadAsync(ZooContents wanted) =>
            zoo.DownloadAsync(reference, folder, wanted, progress, cancellationToken);
    }

    /// <summary>Whether an error is that of one package, so that the others go on.</summary>
    private static bool IsOfOne(Exception exception) =>
        exception is BioZooCteException or IOException or UnauthorizedAccessException;
}
