using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Packages;

namespace BioZooCte.Cli.Predict;

/// <summary>Predicts by the library.</summary>
internal sealed class LibraryPredictor : IPredictor
{
    private readonly IModelBackend _backend;
    private readonly ModelPackage _package;
    private readonly PredictionOptions _options;
    private readonly string? _axes;

    private LibraryPredictor(IModelBackend backend, ModelPackage package, PredictRequest request)
    {
        _backend = backend;
        _package = package;
        _axes = request.Image.Axes;
        _options = new PredictionOptions
        {
            Selection = request.Image.Selection,
            TileSize = request.Image.Tile,
            HasCoreFrame = request.HasCoreFrame,
        };
        _options = request.Threads is int threads ? _options with { Threads = threads } : _options;
    }

    /// <summary>Opens the model.</summary>
    public static async Task<IPredictor> OpenAsync(
        IModelBackend backend, PredictRequest request, CancellationToken cancellationToken)
    {
        PackageOptions options = new() { AllowHashMismatch = request.AllowHashMismatch };
        ModelPackage package =
            await ModelPackageReader.OpenAsync(request.Model, options, cancellationToken).ConfigureAwait(false);
        return new LibraryPredictor(backend, package, request);
    }

    /// <inheritdoc/>
    public async Task PredictAsync(string image, Func<string, string> pathOf, CancellationToken cancellationToken)
    {
        using IImageSource source = ImageFile.Open(image, _axes);
        IReadOnlyList<PredictedOutput> outputs = await ModelPredictor
            .PredictAsync(_backend, _package, source, _options, cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (PredictedOutput output in outputs)
            {
                await WriteAsync(output, pathOf(output.Id), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            foreach (PredictedOutput output in outputs)
            {
                output.Dispose();
            }
        }
    }

    private async Task WriteAsync(PredictedOutput output, string path, CancellationToken cancellationToken)
    {
        try
        {
            await output.WriteTiffAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // It fails this image alone.
            throw new ModelRunException(
                _package.Id, $"output '{output.Id}' cannot be written as TIFF: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _package.Dispose();
}
