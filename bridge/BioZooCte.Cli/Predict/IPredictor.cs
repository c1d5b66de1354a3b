using BioZooCte.Tensors;

namespace BioZooCte.Cli.Predict;

/// <summary>A model that predicts images, one after another.</summary>
internal interface IPredictor : IDisposable
{
    /// <summary>The identifiers of its outputs.</summary>
    IReadOnlyList<string> OutputIds { get; }

    /// <summary>The outputs for an image, in their order.</summary>
    Task<IReadOnlyList<AxisTensor>> PredictAsync(string image, CancellationToken cancellationToken);

    /// <summary>Writes an output so that ImageJ opens it.</summary>
    void Write(string path, AxisTensor output);
}
