using System.CommandLine;

using BioZooCte.Cli.Inputs;
using BioZooCte.Cli.Options;
using BioZooCte.Packages;
using BioZooCte.Packages.Annotation;
using BioZooCte.Reports.Annotation;

namespace BioZooCte.Cli.Annotate;

/// <summary>The options of <c>zoocte annotate</c>.</summary>
internal sealed class AnnotateOptions
{
    private readonly Option<string> _ranking = OptionParsers.Single<string>(
        "--ranking", "FILE", "The ranking: what zoocte rank --json wrote.", "a path", OptionParsers.Text);

    private readonly Option<string[]> _models = OptionParsers.Several<string>(
        "--models",
        "PATH",
        "The ranked models: folders of packages, packages (folder, zip, RDF file), patterns. Repeatable.",
        "a path",
        OptionParsers.Text);

    private readonly Option<string> _out = OptionParsers.Single<string>(
        "--out",
        "DIR",
        "Where each package is copied to with the evaluation in its RDF, as DIR/MODEL; made where it is not there.",
        "a path",
        OptionParsers.Text);

    private readonly Option<string> _datasetId = OptionParsers.Single<string>(
        "--dataset-id",
        "ID",
        "The identifier of the images as a data set. Default: one made of their names and --dataset-source.",
        "lower-case letters, digits, '_', '-', '.' and '/'",
        (string text, out string value) => PackageEvaluation.IsIdentifier(value = text));

    private readonly Option<string> _datasetSource = OptionParsers.Single<string>(
        "--dataset-source",
        "URL",
        "Where the images are found: their page, or that of the lab. The format has no evaluation without it.",
        "an http or https address",
        (string text, out string value) => PackageEvaluation.IsWebAddress(value = text));

    private readonly Option<string> _datasetRole = OptionParsers.Choice(
        "--dataset-role",
        "What the images were to the models.",
        KnownDatasetRoles.Names,
        "unknown");

    private readonly Option<bool> _rdfOnly = new("--rdf-only")
    {
        Description = "Write the RDFs alone, as DIR/MODEL.rdf.yaml.",
    };

    private readonly Option<bool> _allowHashMismatch = PackageOption.AllowHashMismatch();

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command command)
    {
        _ranking.Required = true;
        _models.Required = true;
        _out.Required = true;
        _datasetSource.Required = true;
        command.Add(_ranking);
        command.Add(_models);
        command.Add(_out);
        command.Add(_datasetId);
        command.Add(_datasetSource);
        command.Add(_datasetRole);
        command.Add(_rdfOnly);
        command.Add(_allowHashMismatch);
    }

    /// <summary>What they say; the models found.</summary>
    /// <exception cref="InvalidUsageException">A path is not there, or cannot be written to.</exception>
    public AnnotateRequest Read(ParseResult result)
    {
        string ranking = result.GetRequiredValue(_ranking);
        if (!File.Exists(ranking))
        {
            throw new InvalidUsageException($"--ranking {ranking}: there is no such file.");
        }

        IReadOnlyList<string> models = ModelFinder.Find("--models", result.GetRequiredValue(_models));
        if (models.FirstOrDefault(model => !Path.Exists(model)) is string url)
        {
            throw new InvalidUsageException($"--models {url}: a URL; expected a package on this machine, to be copied.");
        }

        return new AnnotateRequest
        {
            Ranking = ranking,
            Models = models,
            OutputFolder = OutputPaths.MakeFolder("--out", result.GetRequiredValue(_out)),
            Dataset = new EvaluatedDataset(
                result.GetValue(_datasetId),
                result.GetRequiredValue(_datasetSource),
                KnownDatasetRoles.Parse(result.GetRequiredValue(_datasetRole))),
            IsRdfOnly = result.GetValue(_rdfOnly),
            Package = new PackageOptions { AllowHashMismatch = result.GetValue(_allowHashMismatch) },
        };
    }
}
