using System.CommandLine;

using BioZooCte.Cli.Inputs;
using BioZooCte.Cli.Options;

namespace BioZooCte.Cli.Predict;

/// <summary>The options of <c>zoocte predict</c>.</summary>
internal sealed class PredictOptions
{
    private readonly Option<string> _model = OptionParsers.Single<string>(
        "--model",
        "PACKAGE",
        "The model: a package as a folder, zip, RDF file or URL, or a name of the Zoo.",
        "a path",
        OptionParsers.Text);

    private readonly ImageOptions _images = new();

    private readonly Option<string> _output = OptionParsers.Single<string>(
        "--output", "FOLDER", "Where the results are written; made where it is not there.", "a path", OptionParsers.Text);

    private readonly Option<string> _frame = OptionParsers.Choice(
        "--frame",
        "core: frame images by padding before preprocessing, as the Zoo's own runtime does.",
        ["none", "core"],
        "none");

    private readonly Option<int?> _threads = PackageOption.Threads();
    private readonly Option<bool> _allowHashMismatch = PackageOption.AllowHashMismatch();

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command command)
    {
        _model.Required = true;
        _output.Required = true;
        command.Add(_model);
        _images.AddTo(command);
        command.Add(_output);
        command.Add(_frame);
        command.Add(_threads);
        command.Add(_allowHashMismatch);
    }

    /// <summary>What they say; the model and the images found.</summary>
    /// <exception cref="InvalidUsageException">A path is not there, or names too much.</exception>
    public PredictRequest Read(ParseResult result)
    {
        ImageRequest images = _images.Read(result);
        string model = result.GetRequiredValue(_model);
        IReadOnlyList<string> models = ModelFinder.Find("--model", [model]);
        if (models.Count != 1)
        {
            throw new InvalidUsageException($"--model {model}: {models.Count} packages are here; expected one.");
        }

        return new PredictRequest
        {
            Model = models[0],
            Images = ImageFinder.Find("--images", images.Paths),
            Image = images,
            HasCoreFrame = result.GetRequiredValue(_frame) == "core",
            OutputFolder = OutputPaths.MakeFolder("--output", result.GetRequiredValue(_output)),
            Threads = result.GetValue(_threads),
            AllowHashMismatch = result.GetValue(_allowHashMismatch),
        };
    }
}
