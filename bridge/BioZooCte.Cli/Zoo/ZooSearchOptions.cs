using System.CommandLine;

using BioZooCte.Cli.Options;

namespace BioZooCte.Cli.Zoo;

/// <summary>The options of <c>zoocte zoo search</c>.</summary>
internal sealed class ZooSearchOptions
{
    private readonly Argument<string[]> _words = new("WORDS")
    {
        Description = "Words, each of which stands in the identifier, the name, the description or a tag.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _tags = OptionParsers.Several<string>(
        "--tag", "TAG", "A tag that the model has. Repeatable.", "a tag", OptionParsers.Text);

    private readonly Option<string> _axes = OptionParsers.Single<string>(
        "--axes",
        "LETTERS",
        "The axes of the model's input, such as yx or zyx; a c asks for a channel axis too.",
        "letters of t, c, z, y and x, each once, with y and x",
        OptionParsers.Axes);

    private readonly Option<string[]> _formats = OptionParsers.Several<string>(
        "--format",
        "FORMAT",
        "A format that there are weights in, such as onnx. Several: one of them.",
        "a format",
        OptionParsers.Text);

    private readonly Option<string> _license = OptionParsers.Single<string>(
        "--license", "SPDX", "The licence, or its beginning, such as CC-BY.", "a licence", OptionParsers.Text);

    private readonly Option<string> _image = OptionParsers.Single<string>(
        "--image", "FILE", "Say which models take this image, and why others do not.", "a file", OptionParsers.Text);

    private readonly Option<string> _imageAxes = OptionParsers.Single<string>(
        "--image-axes",
        "LETTERS",
        "The image's axes, slowest first, where the file does not state them.",
        "letters of t, c, z, y and x, each once, with y and x",
        OptionParsers.Axes);

    private readonly Option<bool> _runnable = new("--runnable")
    {
        Description = "Only models that can be run here, as far as their RDFs tell, and take the image.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Write JSON instead of a table." };
    private readonly Option<string[]> _allowHost = AllowHostOption.Create();

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_words);
        command.Add(_tags);
        command.Add(_axes);
        command.Add(_formats);
        command.Add(_license);
        command.Add(_image);
        command.Add(_imageAxes);
        command.Add(_runnable);
        command.Add(_json);
        command.Add(_allowHost);
    }

    /// <summary>What they say.</summary>
    public ZooSearchRequest Read(ParseResult result) => new()
    {
        Query = new()
        {
            Words = [.. result.GetValue(_words) ?? []],
            Tags = [.. result.GetValue(_tags) ?? []],
            Axes = result.GetValue(_axes),
            WeightsFormats = [.. result.GetValue(_formats) ?? []],
            License = result.GetValue(_license),
        },
        ImagePath = result.GetValue(_image),
        ImageAxes = result.GetValue(_imageAxes),
        IsRunnableOnly = result.GetValue(_runnable),
        IsJson = result.GetValue(_json),
        AllowedHosts = result.GetValue(_allowHost) ?? [],
    };
}
