using System.CommandLine;

using BioZooCte.Tiling;

namespace BioZooCte.Cli.Options;

/// <summary>The options that say which images are read, and what of them a model is given.</summary>
internal sealed class ImageOptions
{
    private readonly Option<string[]> _images = OptionParsers.Several<string>(
        "--images",
        "PATH",
        "Images: files, folders, patterns such as 'run1/**/*.tif'. Repeatable.",
        "a path",
        OptionParsers.Text);

    private readonly Option<string> _channel = OptionParsers.Single<string>(
        "--image-channel",
        "N|NAME",
        "The channel of several that a one-channel model is given, by position from 0 or by name.",
        "a position or a name",
        OptionParsers.Text);

    private readonly Option<bool> _rgbToGray = new("--rgb-to-gray")
    {
        Description = "Give one-channel models the luminance of colour images.",
    };

    private readonly Option<string> _axes = OptionParsers.Single<string>(
        "--axes",
        "LETTERS",
        "The images' axes, slowest first, such as zyx, where the files do not state them.",
        "letters of t, c, z, y and x, each once, with y and x",
        OptionParsers.Axes);

    private readonly Option<PlaneSelection> _planes = OptionParsers.Single<PlaneSelection>(
        "--planes",
        "all|middle|N",
        "For models without z or t: which planes of a stack.",
        "all, middle or a position from 0",
        PlaneSelection.TryParse,
        "all");

    private readonly Option<TileSize> _tile = OptionParsers.Single<TileSize>(
        "--tile",
        "auto|none|SIZE",
        "How images are cut: by their size and the package, not at all, or into tiles of SIZE.",
        "auto, none or a whole number above 0",
        TileSize.TryParse,
        "auto");

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="isRequired">Whether images have to be named; null where they cannot be.</param>
    public void AddTo(Command command, bool? isRequired = true)
    {
        if (isRequired is bool required)
        {
            _images.Required = required;
            command.Add(_images);
        }

        command.Add(_channel);
        command.Add(_rgbToGray);
        command.Add(_axes);
        command.Add(_planes);
        command.Add(_tile);
    }

    /// <summary>What they say.</summary>
    public ImageRequest Read(ParseResult result) => new()
    {
        Paths = result.GetValue(_images) ?? [],
        Selection = new ImageSelection(
            result.GetValue(_channel), result.GetValue(_rgbToGray), result.GetValue(_planes)),
        Axes = result.GetValue(_axes),
        Tile = result.GetValue(_tile),
    };
}
