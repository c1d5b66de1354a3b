namespace BioZooCte.Cli.Predict;

/// <summary>A model that predicts images, one after another.</summary>
internal interface IPredictor : IDisposable
{
    /// <summary>Predicts an image and writes each output as a TIFF that ImageJ opens.</summary>
    /// <param name="image">The image's path.</param>
    /// <param name="pathOf">The path of an output's file, by its identifier.</param>
    /// <param name="cancellationToken">Ends it within a second.</param>
    Task PredictAsync(string image, Func<string, string> pathOf, CancellationToken cancellationToken);
}
